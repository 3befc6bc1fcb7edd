package dev.outcrop.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.MismatchException;
import dev.outcrop.settings.Extraction.Via;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

/** Of a text, the first JSON that fits the schema is the answer, whole and as it arrives. */
class AnswerInTextTest {
    private static final AnswerForm PERSON =
            AnswerForm.of(
                    JsonSchema.parse(
                            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
                                    + "\"age\":{\"type\":\"integer\"},\"of\":{}},"
                                    + "\"required\":[\"name\",\"age\"],"
                                    + "\"additionalProperties\":false}"),
                    "person");
    private static final AnswerForm NUMBERS =
            AnswerForm.of(
                    JsonSchema.parse("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}"),
                    "numbers");
    private static final Json SUSAN = Json.parse("{\"name\":\"x\",\"age\":3}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PERSON",
                "As source [1] says: PERSON",
                "[ ] PERSON",
                "[ ]\nPERSON",
                "[] {} [{}] PERSON",
                "[[1],[2]] PERSON",
                "[note: it is {so}] PERSON",
                "[see PERSON]",
                "{ PERSON }",
                "[1] [2] PERSON [3]",
                "For example {\"name\":\"string\"} is the form. PERSON",
                "{\"name\":\"y\",\"age\":\"old\"} is wrong, PERSON",
                "{\"b\":2}PERSON",
                "{\"b\":[{\"c\":\"}\"},\"[\"]}PERSON{\"d\":4}",
                "PERSON and {\"name\":\"y\",\"age\":4}",
                "<think>[1] or {\"name\":\"y\",\"age\":4}?</think>PERSON",
                "<think>{\"name\":\"y\",\"age\":4}</think>\n\n```json\nPERSON\n```",
                "I think {\"name\":\"y\",\"age\":4}\n</think>\nPERSON",
                "<think>nothing {</think> PERSON",
                "<think></think>[ ]<think>[</think>PERSON",
                "< PERSON",
                "<thin PERSON",
                "<think>The answer is PERSON</think>",
                "```json\nPERSON\n```",
                "```\n[1]\n```\n```json\nPERSON\n```",
                "```\n{\"name\":\"y\",\"age\":4}\n```\nThat was an example.\n```json\nPERSON\n```",
                "```json\n[1]\n```\nPERSON",
                "```json\n{\"name\":\"y\"}\n```\n```json\nPERSON\n```",
                "Sure [1]:\n```json\nPERSON\n```\nSee [2].",
                "{\"a\": tru PERSON",
                "{'name': 'x'} PERSON",
                "{\"text\":\"</think>\"} PERSON",
                "PERSON [",
                "[ PERSON",
                "Well :[ PERSON and so on",
                "\"{\" PERSON"
            })
    void firstThatFitsIsTaken(String text) {
        assertFound(PERSON, text.replace("PERSON", SUSAN.toString()), SUSAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":[1,2]}",
                "As source {1} says: {\"value\":[1,2]}",
                "{\"values\":3} [\"a\"] {\"value\":[1,2]}",
                "[\"a\"] [1,2]",
                "So: [1,2]"
            })
    void valueThatIsNoObjectIsFoundToo(String text) {
        assertFound(NUMBERS, text, Json.parse("[1,2]"));
    }

    @Test
    void withoutASchemaTheFirstIsTaken() {
        assertFound(AnswerForm.ANY, "So {\"a\":1} [2]", Json.parse("{\"a\":1}"));
        assertFound(AnswerForm.ANY, "So ```\n[2]\n```", Json.parse("[2]"));
        assertFound(AnswerForm.ANY, "{\"a\":1} ```json\n[2]\n```", Json.parse("[2]"));
        assertFound(AnswerForm.ANY, "12", Json.of(12));
        assertFound(AnswerForm.ANY, "<think>[1]</think>[2]", Json.parse("[2]"));
    }

    /** Half of a wrong answer may look like a right one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"age\":\"old\",\"of\":PERSON}",
                "{\"name\":\"x\",\"of\":PERSON",
                "[{\"name\":\"x\"},PERSON]",
                "[{\"name\":\"x\",\"of\":PERSON",
                "[1] {\"name\":\"x\",\"of\":[PERSON]} [2]"
            })
    void whatStandsWithinAnotherIsNoAnswer(String text) {
        ExtractionPlan plan = plan(PERSON);
        Turn turn = turn(text.replace("PERSON", SUSAN.toString()));

        assertThatThrownBy(() -> plan.value(turn)).isInstanceOf(MismatchException.class);
    }

    @Test
    void faultsAreThoseOfTheLongestThatDoesNotFit() {
        assertThatThrownBy(() -> plan(PERSON).value(turn("As [1] says: {\"name\":\"x\"}.")))
                .isInstanceOf(MismatchException.class)
                .hasMessage("lacks age");
        assertThatThrownBy(() -> plan(PERSON).value(turn("I cannot.")))
                .isInstanceOf(MismatchException.class)
                .hasMessage("contains no JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{",
                "[]",
                "{}",
                "[1,",
                "{\"a\":",
                "[\"",
                "]",
                "}",
                "{\"a\":1} ",
                "[1] ",
                "[x",
                "<think>",
                "<think></think>",
                "</think>",
                "<",
                "```json\n",
                "```\n[]\n```\n",
                "[{"
            })
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void megabyteOfBracketsIsGivenUp(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());

        assertThatThrownBy(() -> plan(PERSON).value(turn(text + "x")))
                .isInstanceOf(MismatchException.class);
        assertThat(streamed(PERSON, text + "x", 5_000)).isNotEqualTo(SUSAN);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOOL", "FORCED_TOOL"})
    void modelThatDoesNotUseTheToolIsUnderstood(Via via) {
        var plan = new ExtractionPlan(PERSON, via, false);
        String text = "As [1] says: " + SUSAN;
        var partial = new PartialAnswer(plan);
        Json last = partial.after(new StreamEvent.TextDelta(0, text));

        assertThat(last).isNull();
        assertThat(partial.after(new StreamEvent.MessageStop(StopReason.END_TURN, Json.EMPTY)))
                .isEqualTo(SUSAN);
        assertThat(plan.value(turn(text))).isEqualTo(SUSAN);
    }

    private static void assertFound(AnswerForm form, String text, Json wanted) {
        assertThat(plan(form).value(turn(text))).as("whole").isEqualTo(wanted);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(streamed(form, text, 1 + seed)).as("streamed").isEqualTo(wanted);
        }
    }

    /** The last that a stream gives of a text in pieces up to that length. */
    private static Json streamed(AnswerForm form, String text, int longest) {
        var random = new Random(longest);
        var partial = new PartialAnswer(plan(form));
        Json last = Json.NULL;
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(longest));
            Json next = partial.after(new StreamEvent.TextDelta(0, text.substring(from, to)));
            last = next == null ? last : next;
            from = to;
        }
        Json end = partial.after(new StreamEvent.MessageStop(StopReason.END_TURN, Json.EMPTY));
        return end == null ? last : end;
    }

    private static ExtractionPlan plan(AnswerForm form) {
        return new ExtractionPlan(form, Via.TEXT, false);
    }

    private static Turn turn(String text) {
        return Turn.of(Message.assistant(Content.text(text)));
    }
}
