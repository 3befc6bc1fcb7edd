package dev.outcrop.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.outcrop.local.script.ScriptFile;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The examples of docs/local.md in JavaScript and JSON. Those in Java are run by peer-tests, the
 * commands by .ci/local-page.
 */
class LocalPageTest {
    private static final Path PAGE = Path.of("../docs/local.md");

    @Test
    void whatIsShownInJavaScriptIsTested() throws IOException {
        String tested = withoutSpace(Files.readString(Path.of("npm-clients/aws-sdk.test.js")));

        assertThat(blocks("js"))
                .hasSize(1)
                .flatExtracting(block -> List.of(block.split("(?<=;)\\n", -1)))
                .allSatisfy(statement -> assertThat(tested).contains(withoutSpace(statement)));
    }

    @Test
    void theScriptThatIsShownIsOne() throws IOException {
        assertThat(blocks("json"))
                .hasSize(1)
                .allSatisfy(
                        block ->
                                assertThatCode(() -> ScriptFile.parse(block))
                                        .doesNotThrowAnyException());
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
