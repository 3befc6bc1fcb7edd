package dev.outcrop.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java that the documents show is the Java that the tests beside this one compile and run. */
class SnippetsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path HERE = Path.of("src/test/java/dev/outcrop/it/docs");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)//.*$");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/batch.md",
                "docs/caching.md",
                "docs/embeddings.md",
                "docs/observers.md",
                "docs/params.md",
                "docs/ellmer.md",
                "docs/langchain.md"
            })
    void eachPieceOfJavaIsCompiledAndRun(String document) throws Exception {
        String compiled = compiled();
        List<String> pieces =
                JAVA.matcher(Files.readString(ROOT.resolve(document)))
                        .results()
                        .map(result -> result.group(1))
                        .toList();

        assertThat(pieces).isNotEmpty();
        for (String piece : pieces) {
            for (String statements : parts(piece)) {
                assertThat(compiled).contains(bare(statements));
            }
        }
    }

    /** A piece is shown whole; fragments of one line each are looked for one by one. */
    private static List<String> parts(String piece) {
        List<String> lines = piece.lines().filter(line -> !bare(line).isEmpty()).toList();
        boolean fragments = lines.stream().noneMatch(line -> bare(line).endsWith(";"));
        if (fragments && lines.stream().allMatch(line -> line.startsWith("bedrock."))) {
            return lines;
        }
        var parts = new ArrayList<String>();
        for (String part : piece.split("\n\n", -1)) {
            if (!bare(part).isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static String compiled() throws IOException {
        var code = new StringBuilder();
        try (Stream<Path> files = Files.list(HERE)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith("ExamplesTest.java")).toList()) {
                code.append(bare(Files.readString(file)));
            }
        }
        return code.toString();
    }

    /** Without comments and white space, which the formatter decides. */
    private static String bare(String code) {
        return COMMENT.matcher(code).replaceAll("").replaceAll("\\s+", "");
    }
}
