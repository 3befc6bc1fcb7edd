package dev.outcrop.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class ToolResultBuilderTest {
    private static final Content.Image IMAGE =
            new Content.Image("png", Source.bytes(new byte[] {1}));

    enum Colour {
        RED
    }

    record Order(String id, int count) {}

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, "(empty)"),
                Arguments.of(Optional.empty(), "(empty)"),
                Arguments.of(" \n\u00a0", "(empty)"),
                Arguments.of(List.of(Content.text("")), "(empty)"),
                Arguments.of("words", "words"),
                Arguments.of(CharBuffer.wrap("words"), "words"),
                Arguments.of(Optional.of("words"), "words"),
                Arguments.of(21, "21"),
                Arguments.of(2.5, "2.5"),
                Arguments.of(Double.POSITIVE_INFINITY, "Infinity"),
                Arguments.of(new BigDecimal("1E+3"), "1E+3"),
                Arguments.of(true, "true"),
                Arguments.of('x', "x"),
                Arguments.of(Colour.RED, "RED"),
                Arguments.of(List.of(1, 2), "[1,2]"),
                Arguments.of(new int[] {1, 2}, "[1,2]"),
                Arguments.of(List.of(), "[]"),
                Arguments.of(Json.parse("[1,null]"), "[1,null]"),
                Arguments.of(Json.of("words"), "words"),
                Arguments.of(new byte[7], "(7 bytes of binary data, not shown)"),
                Arguments.of("a\u0000b", "(3 characters of binary data, not shown)"),
                Arguments.of("\u001b[31mred\u001b[0m text", "\u001b[31mred\u001b[0m text"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsReturnedIsReadAsText(@Nullable Object value, String text) {
        Content.ToolResult result = ToolResultBuilder.of("t", value, 1_000);

        assertThat(result.content()).containsExactly(Content.text(text));
        assertThat(result.status()).isEqualTo("success");
    }

    @Test
    void recordsAndMapsAreJson() {
        assertThat(ToolResultBuilder.of("t", new Order("a", 2), 100).content())
                .containsExactly(new Content.JsonValue(Json.parse("{\"id\":\"a\",\"count\":2}")));
        assertThat(
                        ToolResultBuilder.of("t", Map.of("n", List.of(new Order("a", 2))), 100)
                                .content())
                .containsExactly(
                        new Content.JsonValue(Json.parse("{\"n\":[{\"id\":\"a\",\"count\":2}]}")));
    }

    @Test
    void contentIsTakenAsItIs() {
        assertThat(ToolResultBuilder.of("t", IMAGE, 100).content()).containsExactly(IMAGE);
        assertThat(ToolResultBuilder.of("t", Arrays.asList("See:", IMAGE, null, 3), 100).content())
                .containsExactly(Content.text("See:"), IMAGE, Content.text("3"));
        assertThat(ToolResultBuilder.of("t", new Object[] {IMAGE, "this"}, 100).content())
                .containsExactly(IMAGE, Content.text("this"));
    }

    @Test
    void aResultOfItsOwnKeepsItsStatusAndGetsTheId() {
        var own =
                new Content.ToolResult(
                        "mine", List.of(Content.text("no")), "error", null, Json.EMPTY);

        Content.ToolResult result = ToolResultBuilder.of("t", own, 100);

        assertThat(result.toolUseId()).isEqualTo("t");
        assertThat(result.isError()).isTrue();
    }

    @Test
    void whatCannotBeInAResultIsRefused() {
        assertThatThrownBy(() -> ToolResultBuilder.of("t", new Content.CachePoint(null), 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CachePoint");
        assertThatThrownBy(() -> ToolResultBuilder.of("t", new Object(), 100))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsTooLongIsCutWithANote() {
        assertThat(Content.text(ToolResultBuilder.of("t", "x".repeat(20), 10).content()))
                .isEqualTo("xxxxxxxxxx\n(truncated: 10 of 20 characters; the limit is 10)");
        assertThat(Content.text(ToolResultBuilder.of("t", "123456789😀😀", 10).content()))
                .as("no half of a pair")
                .startsWith("123456789\n(truncated: 9 of 13");
        Content.ToolResult many =
                ToolResultBuilder.of(
                        "t", List.of(Content.text("12345678"), Content.text("abcd")), 10);
        assertThat(many.content().getFirst()).isEqualTo(Content.text("12345678"));
        assertThat(Content.text(many.content())).contains("ab\n(truncated: 2 of 4");
        Content big =
                ToolResultBuilder.of("t", Map.of("n", "x".repeat(90)), 10).content().getFirst();
        assertThat(big).isInstanceOf(Content.Text.class);
    }
}
