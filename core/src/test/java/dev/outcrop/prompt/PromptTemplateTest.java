package dev.outcrop.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.message.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "a {", "{}", "{ }", "{a b}", "{a", "a}", "{\"json\": 1}"})
    void aBraceThatStandsAloneIsRefused(String text) {
        assertThatThrownBy(() -> PromptTemplate.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("literal brace");
    }
}
