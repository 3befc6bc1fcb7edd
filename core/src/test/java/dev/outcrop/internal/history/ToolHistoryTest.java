package dev.outcrop.internal.history;

import static dev.outcrop.internal.history.SendableHistoryTest.call;
import static dev.outcrop.internal.history.SendableHistoryTest.request;
import static dev.outcrop.internal.history.SendableHistoryTest.sent;
import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.history.tool.ToolPairs;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.ToolDefinition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The rules for calls and results; a test a row of the table in the docs. */
class ToolHistoryTest {
    private static final Message HI = user("Hi");

    @Test
    void aCallWithoutResultGetsOne() {
        assertThat(sent(HI, assistant(call("x"), call("y")), user(result("y"), text("And?"))))
                .containsExactly(
                        HI,
                        assistant(call("x"), call("y")),
                        user(result("y"), noResult("x"), text("And?")));
    }

    @Test
    void aCallAtTheEndGetsAResultToo() {
        assertThat(sent(HI, assistant(call("x"))))
                .containsExactly(HI, assistant(call("x")), user(noResult("x")));
    }

    @Test
    void aResultWithoutCallAndASecondResultGo() {
        assertThat(
                        sent(
                                user(result("cut off before"), text("Hi")),
                                assistant(call("x")),
                                user(result("x"), result("x"), result("z"))))
                .containsExactly(HI, assistant(call("x")), user(result("x")));
    }

    @Test
    void aMessageOfOrphanResultsOnlyIsRefusedAtTheEnd() {
        assertThatThrownBy(() -> sent(HI, assistant("Hello."), user(result("z"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("messages.2.content.0");
    }

    @Test
    void resultsSpreadOverMessagesMeetTheirCalls() {
        assertThat(
                        sent(
                                HI,
                                assistant(call("x")),
                                assistant(call("y")),
                                user(text("so")),
                                user(result("y")),
                                user(result("x"))))
                .containsExactly(
                        HI,
                        assistant(call("x"), call("y")),
                        user(result("y"), result("x"), text("so")));
    }

    @Test
    void wordsStandBeforeCalls() {
        assertThat(sent(HI, assistant(call("x"), text("Let me see.")), user(result("x"))))
                .containsExactly(HI, assistant(text("Let me see."), call("x")), user(result("x")));
    }

    @Test
    void whatBedrockRanItselfIsLeftAlone() {
        var use =
                new Content.ToolUse(
                        "s", "nova_grounding", Json.EMPTY, "server_tool_use", Json.EMPTY);
        var found =
                new Content.ToolResult(
                        "s",
                        List.of(text("[HIDDEN]")),
                        "success",
                        "nova_grounding_result",
                        Json.EMPTY);
        Message answer = assistant(use, found, text("4.0.6"));
        var config =
                new ToolConfig(
                        List.of(new ToolDefinition.SystemTool("nova_grounding", Json.EMPTY)));
        ConverseRequest request = request("us.amazon.nova-2-lite-v1:0", HI, answer, HI);
        ConverseRequest withTools = request.toBuilder().toolConfig(config).build();

        assertThat(SendableHistory.of(withTools)).isSameAs(withTools);
        assertThat(SendableHistory.of(request)).isEqualTo(withTools);
    }

    @Test
    void aResultOfWhatBedrockWasToRunMayComeLater() {
        var use =
                new Content.ToolUse(
                        "s", "nova_grounding", Json.EMPTY, "server_tool_use", Json.EMPTY);

        assertThat(sent(HI, assistant(use), user(result("s"))))
                .containsExactly(HI, assistant(use), user(result("s")));
        assertThat(sent(HI, assistant(use), HI)).containsExactly(HI, assistant(use), HI);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":1}          | {"a":1}
                    "{\\"a\\":1}"    | {"a":1}
                    "{\\"path\\":\\"/t" | {"input":"{\\"path\\":\\"/t"}
                    ""               | {}
                    null             | {}
                    [1]              | {"input":[1]}
                    """)
    void inputBecomesAnObject(String given, String sent) {
        var use = new Content.ToolUse("x", "look", Json.parse(given));

        Content.ToolUse now =
                (Content.ToolUse)
                        sent(HI, assistant(use), user(result("x"))).get(1).content().getFirst();

        assertThat(now.input()).isEqualTo(Json.parse(sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [1,2]   | [1,2]
                    "words" | words
                    7       | 7
                    null    | null
                    """)
    void jsonOfAResultThatIsNoObjectBecomesText(String json, String words) {
        assertThat(sentResult(new Content.JsonValue(Json.parse(json))))
                .containsExactly(text(words));
    }

    @Test
    void aResultOfBlankTextSaysThatItIsEmpty() {
        assertThat(sentResult(text(""), new Content.JsonValue(Json.of(" "))))
                .containsExactly(text("(empty)"));
        assertThat(sentResult()).isEmpty();
    }

    @Test
    void anErrorWithoutContentSaysThatItIsEmpty() {
        var error = new Content.ToolResult("x", List.of(), "error", null, Json.EMPTY);

        Content.ToolResult now =
                (Content.ToolResult)
                        sent(HI, assistant(call("x")), user(error)).get(2).content().getFirst();

        assertThat(now.content()).containsExactly(text("(empty)"));
    }

    @Test
    void idsThatBedrockTakesStay() {
        ConverseRequest request =
                request(
                                "moonshot.kimi-k2-thinking",
                                HI,
                                assistant(call("functions.look:0")),
                                user(result("functions.look:0")))
                        .toBuilder()
                        .toolConfig(
                                new ToolConfig(
                                        List.of(new ToolDefinition.SystemTool("t", Json.EMPTY))))
                        .build();

        assertThat(SendableHistory.of(request)).isSameAs(request);
    }

    @Test
    void claudeIsSentIdsOfItsOwnPattern() {
        var request =
                request(
                        "anthropic.claude-sonnet-4-6",
                        HI,
                        assistant(call("functions.look:0")),
                        user(result("functions.look:0")));

        assertThat(SendableHistory.of(request).messages())
                .containsExactly(
                        HI, assistant(call("functions_look_0")), user(result("functions_look_0")));
    }

    /** Live over Converse: anomalyco/opencode#48843. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "us.mistral.pixtral-large-2502-v1:0",
                "mistral.mistral-large-2402-v1:0",
                "mistral.ministral-3-14b-instruct"
            })
    void mistralIsSentIdsOfNineLettersOrDigits(String modelId) {
        List<String> foreign =
                List.of(
                        "a",
                        "b",
                        "tooluse_bpe71yCfRu2b5i-nKGDr5g",
                        "functions.look:0",
                        "aB3dE6gH9");
        List<String> first = ids(modelId, foreign);
        var longer = new ArrayList<>(foreign);
        longer.addAll(List.of("toolu_01VpEm654HvfMoRcrE3Hgdc6", first.getFirst()));

        assertThat(first).allMatch(id -> id.matches("[a-zA-Z0-9]{9}")).doesNotHaveDuplicates();
        assertThat(first.getLast()).isEqualTo("aB3dE6gH9");
        assertThat(ids(modelId, longer))
                .allMatch(id -> id.matches("[a-zA-Z0-9]{9}"))
                .doesNotHaveDuplicates()
                .startsWith(first.toArray(String[]::new));
    }

    /** The ids that a model is sent, each the same in the call and in the result. */
    private static List<String> ids(String modelId, List<String> ids) {
        var messages = new ArrayList<Message>();
        for (String id : ids) {
            messages.add(user("Hi"));
            messages.add(assistant(call(id)));
            messages.add(user(result(id)));
            messages.add(assistant("Yes."));
        }
        messages.add(HI);
        var sent = new ArrayList<String>();
        var results = new ArrayList<String>();
        ConverseRequest request = request(modelId, messages.toArray(Message[]::new));
        for (Message message : SendableHistory.of(request).messages()) {
            for (Content block : message.content()) {
                if (block instanceof Content.ToolUse use) {
                    sent.add(use.toolUseId());
                } else if (block instanceof Content.ToolResult result) {
                    results.add(result.toolUseId());
                }
            }
        }
        assertThat(results).isEqualTo(sent);
        return sent;
    }

    @Test
    void anIdIsChangedAlikeInCallAndResult() {
        String tooLong = "call|" + "x".repeat(90);
        String cut = "call_" + "x".repeat(59);

        assertThat(sent(HI, assistant(call(tooLong), call("")), user(result(""), result(tooLong))))
                .containsExactly(
                        HI,
                        assistant(call(cut), call("tooluse")),
                        user(result("tooluse"), result(cut)));
    }

    @Test
    void idsThatComeAgainAreToldApart() {
        assertThat(
                        sent(
                                HI,
                                assistant(call("x"), call("x")),
                                user(result("x"), new Content.ToolResult("x", List.of(text("2")))),
                                assistant(call("x")),
                                user(result("x"))))
                .containsExactly(
                        HI,
                        assistant(call("x"), call("x_2")),
                        user(result("x"), new Content.ToolResult("x_2", List.of(text("2")))),
                        assistant(call("x_3")),
                        user(result("x_3")));
    }

    @Test
    void namesBecomeLegal() {
        var use = new Content.ToolUse("x", "brain</arg_value>", Json.EMPTY);

        assertThat(sent(HI, assistant(use), user(result("x"))).get(1))
                .isEqualTo(assistant(new Content.ToolUse("x", "brain__arg_value_", Json.EMPTY)));
    }

    @Test
    void theTypeThatClaudesCallsComeWithIsLeftOut() {
        var own = new Content.ToolUse("x", "look", Json.EMPTY, "tool_use", Json.EMPTY);

        assertThat(sent(HI, assistant(own), user(result("x"))).get(1))
                .isEqualTo(assistant(call("x")));
    }

    @Test
    void aHistoryWithCallsBringsToolsOfTheirNamesAndInputs() {
        var one = new Content.ToolUse("x", "look", Json.EMPTY.with("city", Json.of("Oslo")));
        var two = new Content.ToolUse("y", "look", Json.EMPTY.with("days", Json.of(3)));

        ConverseRequest sent =
                SendableHistory.of(
                        request(
                                "us.amazon.nova-lite-v1:0",
                                HI,
                                assistant(one, two),
                                user(result("x"), result("y"))));

        var tools = Objects.requireNonNull(sent.toolConfig()).tools();
        assertThat(tools).hasSize(1);
        var spec = (ToolDefinition.Spec) tools.getFirst();
        assertThat(spec.name()).isEqualTo("look");
        assertThat(spec.inputSchema())
                .isEqualTo(
                        Json.parse(
                                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},\"days\":{\"type\":\"number\"}}}"));
    }

    @Test
    void anEmptyToolConfigIsNotSent() {
        ConverseRequest request =
                request("us.amazon.nova-lite-v1:0", HI).toBuilder()
                        .toolConfig(new ToolConfig(List.of()))
                        .build();

        assertThat(SendableHistory.of(request).toolConfig()).isNull();
    }

    private static List<Content> sentResult(Content... content) {
        var result = new Content.ToolResult("x", List.of(content));
        return ((Content.ToolResult)
                        sent(HI, assistant(call("x")), user(result)).get(2).content().getFirst())
                .content();
    }

    private static Content result(String id) {
        return new Content.ToolResult(id, List.of(text("done")));
    }

    private static Content noResult(String id) {
        return new Content.ToolResult(id, List.of(text(ToolPairs.NO_RESULT)));
    }
}
