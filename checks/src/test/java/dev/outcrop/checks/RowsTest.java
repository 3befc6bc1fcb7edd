package dev.outcrop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables of what others do: each row is there, and has a test, or says what it waits for. */
class RowsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (F?\\d+) \\|.*\\| ([^|]*) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern SHOWN =
            Pattern.compile("@DisplayName\\(\\s*\"([^\"]*)\"\\)\\s+void (\\w+)\\(");
    private static final Pattern NUMBER = Pattern.compile("(?:row |, |^)(F?\\d+)(?=[,:])");

    private static Map<String, String> rows(String page) throws IOException {
        var rows = new LinkedHashMap<String, String>();
        Matcher row =
                ROW.matcher(Files.readString(SourceFiles.root().resolve("docs").resolve(page)));
        while (row.find()) {
            assertThat(rows.put(row.group(1), row.group(2))).as("row %s", row.group(1)).isNull();
        }
        return rows;
    }

    @Test
    void noRowIsLeftOut() throws Exception {
        Stream<String> features = IntStream.rangeClosed(1, 80).mapToObj(String::valueOf);
        Stream<String> faults = IntStream.rangeClosed(1, 27).mapToObj(i -> "F" + i);

        assertThat(rows("ellmer.md").keySet())
                .containsExactlyElementsOf(Stream.concat(features, faults).toList());
        assertThat(rows("langchain.md").keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 100).mapToObj(String::valueOf).toList());
    }

    @ParameterizedTest
    @CsvSource({"ellmer.md", "langchain.md"})
    void eachRowHasItsTestOrSaysWhatItWaitsFor(String page) throws Exception {
        Map<String, String> sources = testSources();
        var lost = new ArrayList<String>();
        rows(page)
                .forEach(
                        (number, tests) -> {
                            Matcher test = TEST.matcher(tests);
                            int found = 0;
                            while (test.find()) {
                                String source = sources.getOrDefault(test.group(1), "");
                                if (source.contains(" " + test.group(2) + "(")) {
                                    found++;
                                } else {
                                    lost.add(number + ": " + test.group());
                                }
                            }
                            if (found == 0 && !tests.startsWith("waits for ")) {
                                lost.add(number + ": nothing");
                            }
                        });
        assertThat(lost).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ellmer.md,ellmer", "langchain.md,langchain"})
    void eachTestThatNamesARowIsNamedThere(String page, String folder) throws Exception {
        Map<String, String> rows = rows(page);
        var lost = new ArrayList<String>();
        for (Path file : SourceFiles.all()) {
            if (!file.getParent().endsWith(Path.of("dev", "outcrop", "it", folder))) {
                continue;
            }
            Matcher test = SHOWN.matcher(Files.readString(file));
            while (test.find()) {
                Matcher number = NUMBER.matcher(test.group(1));
                while (number.find()) {
                    if (!rows.getOrDefault(number.group(1), "").contains(test.group(2))) {
                        lost.add(number.group(1) + ": " + test.group(2));
                    }
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    /** By the name of the class; two of one name count as one. */
    private static Map<String, String> testSources() throws IOException {
        var sources = new LinkedHashMap<String, String>();
        List<Path> tests =
                SourceFiles.all().stream()
                        .filter(file -> file.toString().contains("/src/test/"))
                        .toList();
        for (Path file : tests) {
            String name = file.getFileName().toString().replace(".java", "");
            sources.merge(name, Files.readString(file), String::concat);
        }
        return sources;
    }
}
