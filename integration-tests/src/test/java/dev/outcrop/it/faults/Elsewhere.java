package dev.outcrop.it.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of the matrix that are not checked here: by which tests they are, or why by none. */
final class Elsewhere {
    /**
     * Why a row is not in the matrix.
     *
     * @param tests classes, or methods of them, that check it; may be none
     * @param words what they do not say themselves
     */
    record Reason(List<String> tests, String words) {}

    static final Map<Integer, Reason> ROWS = new TreeMap<>();

    static {
        for (int row : new int[] {13, 14, 15, 16}) {
            cannot(row, "of HTTP/2, which the client does not speak");
        }
        tested(
                81,
                "",
                "BrokenProfileTest",
                "RegionTest.noneSaysWhereWasLooked",
                "StandardCredentialsTest.blankVariablesCountAsUnset");
        tested(103, "", "BigAnswerTest");
        tested(
                104,
                "there is no pool, but as many connections as calls; a limit of one's own has a"
                        + " queue",
                "ManyStreamsTest",
                "RateLimiterTest.whoseTurnDoesNotComeInTimeIsTold");
        tested(106, "2,000 streams in the build, 10,000 by hand", "ManyStreamsTest");
        tested(
                109,
                "in the library's echo and transcripts, and in the command",
                "HostileTextTest",
                "TerminalTextTest.isAppliedOnATerminalOnly",
                "TranscriptTest.noFormHasControlCharactersThatAct");
        tested(
                110,
                "there is no page that renders Markdown; a transcript as HTML has no markup but its"
                        + " own, and fetches nothing",
                "TranscriptTest.nothingThatIsSaidBecomesMarkup",
                "TranscriptTest.aPageFetchesNothing");
        tested(
                111,
                "there is no page to attack; of the local Bedrock, which needs no token unless it is"
                        + " told some",
                "PagesOfOthersTest",
                "BadHttpTest.answersOnlyToTheNamesOfThisMachine",
                "RequestAuthenticatorTest");
        tested(
                113,
                "files of the command, which are text; a pipe is taken, up to a bound",
                "AttachedFilesTest");
        tested(
                118,
                "",
                "HostileTextTest.aMegabyteOfItIsWrittenInEachForm",
                "HostileTextTest.aMegabyteOfItIsShownInNoTime",
                "JsonInTextTest.aMegabyteBesideAFenceTakesNoLonger",
                "ThinkingReaderTest.aMegabyteOfTagsTakesNoLonger");
        tested(
                120,
                "",
                "InferenceJobsTest.outputInAnyOrderWithErrorsAndBrokenLinesIsReadOncePerRecord",
                "JobCommandsTest.recordsThatFailedOrAreMissingAreSubmittedAgain");
        tested(
                121,
                "Expired and Failed as the others: with the output that there is",
                "InferenceJobsTest.aJobThatWasStoppedHasNoOutput",
                "JobCommandsTest.aJobThatEndsWithoutOutputIsSubmittedAgain");
        tested(
                122,
                "",
                "InferenceJobsTest.aCreationWhoseAnswerIsLostOrThatIsThrottledIsOneJob",
                "JobCommandsTest.aSubmissionThatWasInterruptedCreatesNoSecondJob");
    }

    private Elsewhere() {}

    private static void cannot(int row, String why) {
        ROWS.put(row, new Reason(List.of(), why));
    }

    private static void tested(int row, String words, String... tests) {
        ROWS.put(row, new Reason(List.of(tests), words));
    }
}
