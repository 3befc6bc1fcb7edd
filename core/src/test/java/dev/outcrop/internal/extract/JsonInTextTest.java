package dev.outcrop.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/** JSON is found in what models write around it. */
class JsonInTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                "  {\"a\":1}\n",
                "```json\n{\"a\":1}\n```",
                "```\n{\"a\":1}\n```",
                "```JSON\r\n{\"a\":1}\r\n```",
                "Here it is:\n\n```json\n{\"a\":1}\n```\nAnything else?",
                "```json\n{\"a\":1}",
                "Sure! {\"a\":1} is what you want.",
                "As [in the question] asked: {\"a\":1}",
                "```python\nprint()\n```\n```json\n{\"a\":1}\n```",
                "```\n{\"b\":2}\n```\n```json\n{\"a\":1}\n```",
                "{not this} but {\"a\":1}{\"b\":2}"
            })
    void objectIsFound(String text) {
        assertThat(JsonInText.find(text)).isEqualTo(Json.parse("{\"a\":1}"));
    }

    @Test
    void singleValuesAreFoundOnlyWhereTheyAreAll() {
        assertThat(JsonInText.find(" 12 ")).isEqualTo(Json.of(12));
        assertThat(JsonInText.find("```json\n\"x\"\n```")).isEqualTo(Json.of("x"));
        assertThatThrownBy(() -> JsonInText.find("It is 12.")).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I cannot.", "{\"a\":1", "```json\n{\"a\":\n```", "[1,2"})
    void whereThereIsNoneThatIsSaid(String text) {
        assertThatThrownBy(() -> JsonInText.find(text))
                .isInstanceOf(JsonException.class)
                .hasMessage("there is no JSON in this text");
    }

    @Test
    void textOfBracketsIsGivenUp() {
        assertThatThrownBy(() -> JsonInText.find("[".repeat(1_000_000)))
                .isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> JsonInText.find("```\n".repeat(100_000)))
                .isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "\t", "a", "`", "```", "``` ", "```json ", "\n", "{", "{\"a\":", "[0,"})
    void aMegabyteBesideAFenceTakesNoLonger(String piece) {
        String much = piece.repeat((1 << 20) / piece.length());
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> {
                    for (String text : new String[] {"```" + much + "x", "x```json\n" + much}) {
                        assertThatThrownBy(() -> JsonInText.find(text))
                                .isInstanceOf(JsonException.class);
                    }
                });
    }
}
