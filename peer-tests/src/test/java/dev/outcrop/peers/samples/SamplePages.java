package dev.outcrop.peers.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java samples of README.md and of the pages in docs/. */
final class SamplePages {
    private static final Path ROOT = Path.of("..");
    private static final Path RULES = ROOT.resolve("docs/samples.md");
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```java( no-run| langchain4j)?\\n(.*?)^```$");
    private static final Pattern ANY_JAVA = Pattern.compile("(?m)^\\s*```java");

    private SamplePages() {}

    static SampleProgram program() throws IOException {
        return SampleProgram.of(
                BLOCK.matcher(Files.readString(RULES)).results().map(it -> it.group(2)).toList());
    }

    static List<Sample> all() throws IOException {
        SampleProgram program = program();
        var samples = new ArrayList<Sample>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            Matcher block = BLOCK.matcher(text);
            int found = 0;
            while (block.find()) {
                found++;
                if (" langchain4j".equals(block.group(1))) {
                    continue; // see TasksTest
                }
                samples.add(
                        Sample.of(
                                ROOT.relativize(page).toString(),
                                1 + (int) text.substring(0, block.start(2)).lines().count(),
                                block.group(2),
                                block.group(1) == null,
                                program));
            }
            if (found != ANY_JAVA.matcher(text).results().count()) {
                throw new IllegalArgumentException(page + " has Java in another form");
            }
            if (usesNames(samples, ROOT.relativize(page)) && !text.contains("samples.md)")) {
                throw new IllegalArgumentException(page + " does not link docs/samples.md");
            }
        }
        return samples;
    }

    private static boolean usesNames(List<Sample> samples, Path page) {
        return samples.stream()
                .anyMatch(
                        it ->
                                it.kind() == Sample.Kind.STATEMENTS
                                        && it.page().equals(page.toString()));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(it -> it.toString().endsWith(".md"))
                                    .filter(it -> !it.equals(RULES))
                                    .sorted())
                    .toList();
        }
    }
}
