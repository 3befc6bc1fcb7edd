package dev.outcrop.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Words that say nothing, and places that only one class may touch. */
class NamesTest {
    private static final Pattern EMPTY_WORD =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl|Base)\\.java");
    private static final Pattern GETTER =
            Pattern.compile("^\\s*public\\s+(?!static)[\\w<>?,. @]+\\s+get[A-Z]\\w*\\(\\)");
    private static final Pattern REAL_WORLD =
            Pattern.compile(
                    "System\\.getenv|System::getenv|Instant\\.now\\(\\)|System\\.currentTimeMillis|Thread\\.sleep\\(");

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
    void onlyTheWiringTouchesEnvironmentClockAndSleep() throws Exception {
        assertThat(linesThat(REAL_WORLD))
                .allMatch(
                        line ->
                                line.startsWith(
                                                "core/src/main/java/dev/outcrop/aws/Environment.java")
                                        || line.startsWith(
                                                "cli/src/main/java/dev/outcrop/cli/Stage.java"));
    }

    private static List<String> linesThat(Pattern pattern) throws Exception {
        var found = new ArrayList<String>();
        for (Path file : SourceFiles.published()) {
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
