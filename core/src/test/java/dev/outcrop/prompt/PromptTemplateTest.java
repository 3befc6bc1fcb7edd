package dev.outcrop.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.message.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class PromptTemplateTest {
    @Test
    void valuesArePutInLiterally() {
        var template = PromptTemplate.of("{a} and {b}, {{c}}, {a}");

        assertThat(template.format(Map.of("a", "{b}", "b", "$1 \\n }}")))
                .containsExactly(Message.user("{b} and $1 \\n }}, {c}, {b}"));
    }

    @Test
    void whatIsMissingIsSaidWithWhatWasReceived() {
        assertThatThrownBy(
                        () ->
                                PromptTemplate.of("{input} in {language}")
                                        .format(Map.of("lang", "de", "input", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "missing values for the placeholders [language]; the prompt has the placeholders [input, language], the values given are [input, lang]");
    }

    @Test
    void namesThatHaveAValueAreNotAskedForAgain() {
        assertThat(PromptTemplate.of("{a} {b}").with(Map.of("a", 1)).names()).containsExactly("b");
    }

    @Test
    void aPlaceholderTakesMessagesOnly() {
        var template = PromptTemplate.of(PromptTemplate.placeholder("history"), Message.user("Hi"));

        assertThat(template.format(Map.of("history", List.of())))
                .containsExactly(Message.user("Hi"));
        assertThatThrownBy(() -> template.format(Map.of("history", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOptionalPlaceholderNeedsNoValue() {
        var template =
                PromptTemplate.of(
                        PromptTemplate.optionalPlaceholder("history"),
                        Message.user("{greeting?} {name}{ end? }"));

        assertThat(template.names()).containsExactly("name");
        assertThat(template.format(Map.of("name", "Ann"))).containsExactly(Message.user(" Ann"));
        assertThat(
                        template.format(
                                Map.of(
                                        "name",
                                        "Ann",
                                        "greeting",
                                        "Hello",
                                        "end",
                                        "!",
                                        "history",
                                        List.of(Message.assistant("Yes?")))))
                .containsExactly(Message.assistant("Yes?"), Message.user("Hello Ann!"));
        assertThatThrownBy(() -> template.format(Map.of("name", "Ann", "history", 7)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void examplesAreMessagesOfEachRow() {
        var example = PromptTemplate.of(Message.user("{input}"), Message.assistant("{output}"));
        var template =
                PromptTemplate.of(
                                PromptTemplate.placeholder("examples"), Message.user("{question}"))
                        .with(
                                Map.of(
                                        "examples",
                                        example.formatAll(
                                                List.of(
                                                        Map.of("input", "2 {x} 2", "output", "4"),
                                                        Map.of("input", "2 {x} 3", "output", 5)))));

        assertThat(template.format(Map.of("question", "2 {x} 4")))
                .containsExactly(
                        Message.user("2 {x} 2"),
                        Message.assistant("4"),
                        Message.user("2 {x} 3"),
                        Message.assistant("5"),
                        Message.user("2 {x} 4"));
    }

    @Test
    void aFileIsATemplate(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("prompt.md"), "Translate {text} to {to?}ä\n");

        assertThat(PromptTemplate.of(file).names()).containsExactly("text");
        assertThat(PromptTemplate.interpolate(file, Map.of("text", "tree", "to", "French ")))
                .isEqualTo("Translate tree to French ä\n");
        assertThat(PromptTemplate.interpolate("{a}{{}}", Map.of("a", 1))).isEqualTo("1{}");
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("a.png"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> PromptTemplate.of(binary))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a.png is not text in UTF-8");
        assertThatThrownBy(() -> PromptTemplate.of(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{?}",
                "{a??}",
                "{",
                "}",
                "a {",
                "{}",
                "{ }",
                "{a b}",
                "{a",
                "a}",
                "{\"json\": 1}"
            })
    void aBraceThatStandsAloneIsRefused(String text) {
        assertThatThrownBy(() -> PromptTemplate.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("literal brace");
    }
}
