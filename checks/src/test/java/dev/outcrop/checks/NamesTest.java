package dev.outcrop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of types and methods, and what only one class may use. */
class NamesTest {
    private static final Pattern EMPTY_WORD =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl|Base)\\.java");
    private static final Pattern GETTER =
            Pattern.compile("^\\s*public\\s+(?!static)[\\w<>?,. @]+\\s+get[A-Z]\\w*\\(\\)");
    private static final Pattern REAL_WORLD =
            Pattern.compile(
                    "System\\.getenv|System::getenv|Instant\\.now\\(\\)|System\\.currentTimeMillis|Thread\\.sleep\\(");

    /** Metaphors and words with another usual meaning, which types had once. */
    private static final Set<String> RETIRED =
            Set.of(
                    """
                    Account AnswerSize AnswerSource Asked Asker Asking AssumedRole
                    Attempts Beside BlobPieces Books Buffers Cache CacheUse Calls
                    CallWatch Choice Choices Chunks Citing Classes Course Cut Damage
                    Deltas Dial Dialect Doors EarlyHead Edits Ending Endings Endpoint
                    Ends Extracting Extracts Extremes Facts Family Fitted Fitting
                    Folded Foreign Gate Gatekeeper Gathered Harmless Head Hold
                    HttpEngine IdleTime Incoming Inputs Intake Ledger Line Lines Means
                    Measured Memo Messages Node OneTurn OpenBlock Outcome Outgoing Own
                    Owner Paced Part Past Pause PerMinute Piece Place Places Plan
                    Planning Prompts Refusal Rehearsal Request Response Results Room
                    Routes Said Settled Shortened Sources Speaker Stage StandIn Strict
                    Surroundings Template TimeLimits Topic Tunnel Uncarried
                    UsableAnswer Whereabouts Whole Wire Wires Wiring Wording Work
                    """
                            .split("\\s+"));

    /** Metaphors that name nothing, in tests and benchmarks either. */
    private static final Pattern METAPHOR =
            Pattern.compile(
                    "\\b(class|enum|interface|record)\\s+\\w*(House|Floor|Door|Way|Course|Books)s?\\b"
                            + "|\\b[\\w>\\])]+\\s+(house|floor|door|way|course|books)(s|es)?\\s*[=;,):(]");

    @Test
    void nothingIsNamedByAMetaphor() throws Exception {
        assertThat(linesThat(METAPHOR, SourceFiles.all()))
                .filteredOn(line -> !line.matches("\\S+ (\\*|/\\*|//).*"))
                .isEmpty();
    }

    @Test
    void noTypeHasARetiredName() throws Exception {
        assertThat(SourceFiles.published()).noneMatch(file -> RETIRED.contains(typeName(file)));
    }

    @Test
    void noTwoTypesOfAModuleHaveTheSameName() throws Exception {
        var seen = new HashSet<String>();
        assertThat(SourceFiles.published())
                .filteredOn(file -> !file.endsWith("package-info.java"))
                .filteredOn(file -> !file.endsWith("module-info.java"))
                .allMatch(file -> seen.add(moduleOf(file) + " " + typeName(file)));
    }

    private static String typeName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static Path moduleOf(Path file) {
        return SourceFiles.root().relativize(file).getName(0);
    }

    @Test
    void noTypeIsNamedByAWordThatSaysNothing() throws Exception {
        assertThat(SourceFiles.published())
                .noneMatch(file -> EMPTY_WORD.matcher(file.getFileName().toString()).matches());
    }

    @Test
    void accessorsDoNotSayGet() throws Exception {
        assertThat(linesThat(GETTER)).isEmpty();
    }

    @Test
    void onlyTheAssemblyTouchesEnvironmentClockAndSleep() throws Exception {
        assertThat(linesThat(REAL_WORLD))
                .allMatch(
                        line ->
                                line.startsWith(
                                                "core/src/main/java/dev/outcrop/aws/Environment.java")
                                        || line.startsWith(
                                                "cli/src/main/java/dev/outcrop/cli/terminal/ProcessContext.java"));
    }

    private static List<String> linesThat(Pattern pattern) throws Exception {
        return linesThat(pattern, SourceFiles.published());
    }

    private static List<String> linesThat(Pattern pattern, List<Path> files) throws Exception {
        var found = new ArrayList<String>();
        for (Path file : files) {
            int number = 0;
            String before = "";
            for (String line : Files.readAllLines(file)) {
                number++;
                boolean named = !before.contains("@Override"); // else by somebody else
                before = line;
                if (named && pattern.matcher(line).find()) {
                    found.add(
                            SourceFiles.root().relativize(file)
                                    + ":"
                                    + number
                                    + " "
                                    + line.strip());
                }
            }
        }
        return found;
    }
}
