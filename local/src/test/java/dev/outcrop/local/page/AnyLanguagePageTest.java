package dev.outcrop.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

/** The page for other languages shows the files that {@code any-language/run} runs. */
class AnyLanguagePageTest {
    @ParameterizedTest
    @ValueSource(strings = {"conftest.py", "test_bedrock.py", "bedrock.test.js", "compose.yaml"})
    void eachFileIsShownWhole(String file) throws Exception {
        String page = Files.readString(Path.of("../docs/local-any-language.md"));

        assertThat(page).contains("\n" + Files.readString(Path.of("any-language", file)) + "```");
    }
}
