package dev.outcrop.internal.protocol.converse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** What cannot be read is refused, and the refusal does not say what was said. */
class ConverseErrorsTest {
    private static final String MESSAGE = "{'message':{'role':'SECRET','content':[]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|output",
                "{'stopReason':'SECRET'}|output",
                "{'output':null,'stopReason':'SECRET'}|output",
                "{'output':{},'stopReason':'SECRET'}|message",
                "{'output':{'text':'SECRET'},'stopReason':'x'}|message",
                "{'output':{'message':'SECRET'},'stopReason':'x'}|object",
                "{'output':{'message':{'role':'SECRET'}},'stopReason':'x'}|content",
                "{'output':{'message':{'content':[{'text':'SECRET'}]}},'stopReason':'x'}|role",
                "{'output':{'message':{'role':5,'content':['SECRET']}},'stopReason':'x'}|role",
                "{'output':{'message':{'role':'a','content':'SECRET'}},'stopReason':'x'}|content",
                "{'output':{'message':{'role':'a','content':{'text':'SECRET'}}},'stopReason':'x'}|content",
                "{'output':{'message':{'role':'a','content':['SECRET']}},'stopReason':'x'}|content",
                "{'output':{'message':{'role':'a','content':[{'text':'SECRET'},null]}},'stopReason':'x'}|content",
                "{'output':MESSAGE}|stopReason",
                "{'output':MESSAGE,'stopReason':null,'SECRET':1}|stopReason",
                "{'output':MESSAGE,'stopReason':['SECRET']}|stopReason",
                "['SECRET']|object",
                "'SECRET'|object",
                "null|object",
            })
    void refusesAResponseThatIsNone(String body, String named) {
        assertRefused(body.replace("MESSAGE", MESSAGE), Json.Limits.DEFAULT, named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{'output': SECRET}",
                "{'output':" + MESSAGE + ",'stopReason':'SECRET",
                "{'output':" + MESSAGE + ",'stopReason':'SECRET'} SECRET",
                "<html>SECRET</html>",
                "{'SECRET':1,}",
                "{'stopReason':'SECRET\u0001'}",
            })
    void refusesWhatIsNoJson(String body) {
        assertRefused(body, Json.Limits.DEFAULT, "offset");
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] body = "{\"SECRET\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        body[11] = (byte) 0xC3;

        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Converse.decode(body, Json.Limits.DEFAULT))
                .satisfies(ConverseErrorsTest::keepsTheSecret);
    }

    @Test
    void refusesMoreThanAThousandLevels() {
        String deep =
                "{'output':"
                        + MESSAGE
                        + ",'stopReason':'x','SECRET':"
                        + "[".repeat(1_000)
                        + "]".repeat(1_000)
                        + "}";

        assertRefused(deep, Json.Limits.DEFAULT, "1000");
    }

    @Test
    void refusesMoreThanTheLimit() {
        String body = "{'output':" + MESSAGE + ",'stopReason':'SECRET'}";
        int length = body.length();

        assertRefused(body, new Json.Limits(length - 1, 1_000), String.valueOf(length - 1));
        assertThat(Converse.decode(bytes(body), new Json.Limits(length, 1_000)).content())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "messageStart|{}|role",
                "messageStart|{'role':{'SECRET':1}}|role",
                "messageStart|['SECRET']|object",
                "contentBlockStart|{'start':{'SECRET':{}}}|contentBlockIndex",
                "contentBlockStart|{'contentBlockIndex':-1,'start':{'SECRET':{}}}|contentBlockIndex",
                "contentBlockStop|{'contentBlockIndex':'SECRET'}|contentBlockIndex",
                "contentBlockStop|{'contentBlockIndex':2147483648}|contentBlockIndex",
                "contentBlockDelta|{'delta':{'text':'SECRET'}}|contentBlockIndex",
                "contentBlockDelta|{'contentBlockIndex':0,'SECRET':1}|delta",
                "contentBlockDelta|{'contentBlockIndex':0,'delta':'SECRET'}|object",
                "contentBlockDelta|{'contentBlockIndex':-1,'delta':{'text':'SECRET'}}|whole number",
                "contentBlockDelta|{'contentBlockIndex':0.5,'delta':{'text':'SECRET'}}|whole number",
                "contentBlockDelta|{'contentBlockIndex':0,'delta':{'text':'SECRET'|offset",
                "messageStop|{'SECRET':1}|stopReason",
                "messageStop|{'stopReason':['SECRET']}|stopReason",
                "metadata|'SECRET'|object",
                "metadata|``|object",
                "messageStop|``|object",
                "weather|{'SECRET'|offset",
            })
    void refusesAnEventThatIsNone(String type, String payload, String named) {
        byte[] bytes = bytes(payload);

        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Converse.event(type, bytes, 0, bytes.length))
                .withMessageContaining(named)
                .satisfies(ConverseErrorsTest::keepsTheSecret);
    }

    @Test
    void anEventThatNobodyKnowsMayHaveNothingInIt() {
        assertThat(Converse.event("weather", new byte[0], 0, 0))
                .isEqualTo(new StreamEvent.Unknown("weather", Json.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'inputTokens':'SECRET'}", "{'inputTokens':-1}", "['SECRET']"})
    void refusesACountThatIsNone(String body) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Converse.inputTokens(bytes(body)))
                .withMessageContaining("inputTokens")
                .satisfies(ConverseErrorsTest::keepsTheSecret);
    }

    @Test
    void whatIsReadInAStreamCanBeKeptHoweverDeepItIs() {
        var assembler = new TurnAssembler();
        assembler.accept(
                event(
                        "contentBlockDelta",
                        deep("{'contentBlockIndex':0,'delta':{'new':", 898, "}}")));
        assembler.accept(
                event(
                        "contentBlockStart",
                        "{'contentBlockIndex':1,'start':{'toolUse':{'toolUseId':'t','name':'n'}}}"));
        assembler.accept(new StreamEvent.ToolUseDelta(1, deep("", 900, "")));
        assembler.accept(event("contentBlockStop", "{'contentBlockIndex':1}"));
        assembler.accept(event("messageStop", "{'stopReason':'tool_use'}"));
        Turn turn = assembler.turn();
        Json response = Converse.response(turn);

        assertThat(turn.toolUses().get(0).input()).isInstanceOf(Json.Arr.class);
        assertThat(Json.parse(response.toString())).isEqualTo(response);
    }

    @Test
    void whatIsTooDeepToBeKeptIsNotRead() {
        String delta = deep("{'contentBlockIndex':0,'delta':{'new':", 899, "}}");

        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> event("contentBlockDelta", delta));
    }

    private static String deep(String before, int levels, String after) {
        return before + "[".repeat(levels) + "]".repeat(levels) + after;
    }

    private static StreamEvent event(String type, String payload) {
        byte[] bytes = bytes(payload);
        return Converse.event(type, bytes, 0, bytes.length);
    }

    private static void assertRefused(String body, Json.Limits limits, String named) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Converse.decode(bytes(body), limits))
                .withMessageContaining(named)
                .satisfies(ConverseErrorsTest::keepsTheSecret);
    }

    private static void keepsTheSecret(Throwable refusal) {
        for (Throwable t = refusal; t != null; t = t.getCause()) {
            assertThat(String.valueOf(t.getMessage())).doesNotContain("SECRET");
        }
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
