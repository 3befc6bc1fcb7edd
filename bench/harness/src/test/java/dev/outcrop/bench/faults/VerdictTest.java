package dev.outcrop.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.bench.faults.Signal.What;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class VerdictTest {
    private static final Right BREAKS_OFF = Right.breaksOff(Kind.THROTTLED);
    private static final Right GOOD = Right.done(Answers.TEXT);

    private static Signal said(What what, String text) {
        return new Signal(1, 1, what, text);
    }

    private static List<String> verdict(Right right, int requests, int good, Signal... signals) {
        return verdict(
                new Row("1", "a fault", CallMode.STREAM, right, null), requests, good, signals);
    }

    private static List<String> verdict(Row row, int requests, int good, Signal... signals) {
        var asked = new ArrayList<Asked>();
        for (int i = 1; i <= requests; i++) {
            asked.add(new Asked(1, i, true, "body " + i));
        }
        return Verdict.of(row, new Outcome(List.of(signals), asked, good, false));
    }

    @Test
    void nothingIsWrongWithAWholeAnswer() {
        assertThat(
                        verdict(
                                GOOD,
                                1,
                                1,
                                said(What.DELTA, "Hello "),
                                said(What.DELTA, "there."),
                                said(What.COMPLETED, "Hello there.")))
                .isEmpty();
    }

    @Test
    void nothingIsWrongWithOneFailureOfTheRightKind() {
        assertThat(
                        verdict(
                                BREAKS_OFF,
                                1,
                                0,
                                said(What.DELTA, "Hello "),
                                said(What.FAILED, "ThrottledException: slowly")))
                .isEmpty();
    }

    @Test
    void aFailureMayShowLessThanHadArrived() {
        Signal failed = said(What.FAILED, "RateLimitException: x <- ThrottlingException: y");

        assertThat(verdict(BREAKS_OFF, 1, 0, said(What.DELTA, "Hel"), failed)).isEmpty();
    }

    @Test
    void aCallWithoutAnEndNeverEnded() {
        assertThat(verdict(GOOD, 1, 0, said(What.DELTA, "Hel"))).contains("never ended");
    }

    @Test
    void aCutAnswerIsNotComplete() {
        assertThat(
                        verdict(
                                BREAKS_OFF,
                                1,
                                0,
                                said(What.DELTA, "Hello "),
                                said(What.COMPLETED, "Hello ")))
                .containsExactly("cut answer called complete");
    }

    @Test
    void aFailureWhereACompleteAnswerIsRightIsNotToldTwice() {
        Signal failed = said(What.FAILED, "SdkClientException: x");

        assertThat(verdict(GOOD, 1, 0, said(What.DELTA, "Hello "), failed))
                .containsExactly("failed");
        assertThat(verdict(GOOD, 1, 0, said(What.DELTA, "Good "), failed))
                .containsExactly("other text shown", "failed");
    }

    @Test
    void aReplayIsTextTwice() {
        assertThat(
                        verdict(
                                BREAKS_OFF,
                                2,
                                1,
                                said(What.DELTA, "Hello "),
                                said(What.DELTA, "Hello there."),
                                said(What.COMPLETED, "Hello Hello there.")))
                .containsExactly("text twice", "2 requests");
    }

    @Test
    void anAnswerEndsOnce() {
        Signal throttled = said(What.FAILED, "ThrottlingException: x");

        assertThat(verdict(BREAKS_OFF, 1, 0, throttled, throttled)).containsExactly("failed twice");
        assertThat(verdict(BREAKS_OFF, 1, 0, throttled, said(What.COMPLETED, "")))
                .containsExactly("failed and completed");
    }

    @Test
    void whatComesAfterTheEndIsTooMuch() {
        assertThat(
                        verdict(
                                GOOD,
                                1,
                                1,
                                said(What.DELTA, "Hello "),
                                said(What.COMPLETED, "Hello there."),
                                said(What.DELTA, "there.")))
                .containsExactly("text after the end");
    }

    @Test
    void aGoodAnswerThatNobodySeesIsLost() {
        Right either = Right.doneOrFails(Kind.THROTTLED, 2);
        Signal failed = said(What.FAILED, "ThrottlingException: x");

        assertThat(verdict(either, 2, 1, failed)).containsExactly("good answer lost");
        assertThat(verdict(either, 1, 0, failed)).isEmpty();
    }

    @Test
    void aFailureOfTheServiceIsNotToBlameTheRequest() {
        assertThat(
                        verdict(
                                Right.fails(Kind.MODEL),
                                1,
                                0,
                                said(
                                        What.FAILED,
                                        "InvalidRequestException: x <- ModelErrorException: x")))
                .containsExactly("wrong kind");
    }

    @Test
    void anAccidentIsNoKindOfFailure() {
        assertThat(
                        verdict(
                                Right.fails(Kind.ANY),
                                1,
                                0,
                                said(What.FAILED, "NullPointerException: x is null")))
                .containsExactly("wrong kind");
    }

    @Test
    void aToolCallIsGivenOutAsOftenAsItWasMade() {
        Signal completed = said(What.COMPLETED, "");
        Right none = new Right(Right.ANY_TEXT, Kind.ANY, "", 1, 0);

        assertThat(verdict(none, 1, 0, said(What.TOOL, "{\"path\":"), completed))
                .containsExactly("half a tool call given out");
        assertThat(verdict(none.withTools(1), 1, 0, completed)).containsExactly("tool call lost");
    }

    @Test
    void aCancelledCallMayEndSilentlyAndFreesItsConnection() {
        var row = new Row("100", "cancelled", CallMode.CANCEL, Right.fails(Kind.ANY), null);

        assertThat(verdict(row, 1, 0)).containsExactly("connection not freed");
        assertThat(Verdict.of(row, new Outcome(List.of(), List.of(), 0, true))).isEmpty();
    }

    @Test
    void whatIsToBeSentBackIsLookedForInTheLastRequest() {
        var row = new Row("73", "kept", CallMode.TALK_STREAMS, GOOD.withRequests(2), null);
        Signal[] seen = {said(What.DELTA, "Hello there."), said(What.COMPLETED, "Hello there.")};

        assertThat(verdict(row.keeping("body 2"), 2, 1, seen)).isEmpty();
        assertThat(verdict(row.keeping("body 1"), 2, 1, seen)).containsExactly("not sent back");
    }
}
