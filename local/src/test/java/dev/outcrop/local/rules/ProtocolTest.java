package dev.outcrop.local.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The rehearsal keeps to the protocol: tools, schemas, reasoning, citations, limits, guardrails.
 */
class ProtocolTest {
    private static final String WEATHER =
            "{'toolSpec':{'name':'get_weather','inputSchema':{'json':{'type':'object',"
                    + "'properties':{'city':{'type':'string'},'days':{'type':'integer'}},"
                    + "'required':['city']}}}}";
    private static final String CLOCK =
            "{'toolSpec':{'name':'clock','inputSchema':{'json':{'type':'object'}}}}";

    @Test
    void callsAToolThatThePromptNames() {
        Asked asked = Asked.of(Asked.body("How is the weather in Bern for 3 days?", tools("")));

        assertThat(asked.stopReason()).isEqualTo("tool_use");
        assertThat(asked.text()).isEqualTo("Let me call get_weather. The question names it.");
        assertThat(asked.starts()).hasSize(1);
        assertThat(asked.starts().getFirst().string("toolUseId")).matches("tooluse_[\\w-]{22}");
        assertThat(asked.input()).isEqualTo("{\"city\":\"Bern\",\"days\":3}");
        assertThat(asked.deltas().stream().filter(delta -> delta.get("toolUse") != null))
                .as("pieces of the input")
                .hasSizeGreaterThan(2);
    }

    @Test
    void callsSeveralToolsAtOnce() {
        Asked asked = Asked.of(Asked.body("Weather in Bern, and the clock?", tools("")));

        assertThat(asked.starts())
                .extracting(use -> use.string("name"))
                .containsExactly("get_weather", "clock");
        assertThat(asked.starts())
                .extracting(use -> use.string("toolUseId"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'auto':{}}|end_turn|0",
                "{'any':{}}|tool_use|1",
                "{'tool':{'name':'clock'}}|tool_use|1"
            })
    void obeysToolChoice(String choice, String stopReason, int calls) {
        Asked asked =
                Asked.of(Asked.body("Hello", tools(",'toolChoice':" + choice)), ToolCalling.NAMED);

        assertThat(asked.stopReason()).isEqualTo(stopReason);
        assertThat(asked.starts()).hasSize(calls);
        assertThat(asked.text().isEmpty()).isEqualTo(calls == 1);
    }

    @Test
    void passesOnWhatTheToolsAnswered() {
        String body =
                "{'messages':[{'role':'user','content':[{'text':'weather and clock?'}]},"
                        + "{'role':'assistant','content':[{'toolUse':{'toolUseId':'a','name':"
                        + "'get_weather','input':{}}},{'toolUse':{'toolUseId':'b','name':'clock',"
                        + "'input':{}}}]},{'role':'user','content':["
                        + "{'toolResult':{'toolUseId':'a','content':[{'json':{'degrees':21}}]}},"
                        + "{'toolResult':{'toolUseId':'b','status':'error','content':"
                        + "[{'text':'it stopped'}]}}]}],"
                        + tools("")
                        + "}";

        Asked asked = Asked.of(body);

        assertThat(asked.stopReason()).isEqualTo("end_turn");
        assertThat(asked.text())
                .contains("- get_weather answered: {\"degrees\":21}")
                .contains("- clock failed: it stopped");
    }

    @Test
    void answersInJsonWhereASchemaIsGiven() {
        String schema =
                "{\\\"type\\\":\\\"object\\\",\\\"properties\\\":{\\\"name\\\":{\\\"type\\\":\\\"string\\\"},"
                        + "\\\"age\\\":{\\\"type\\\":\\\"integer\\\"}},\\\"required\\\":[\\\"name\\\",\\\"age\\\"]}";
        Asked asked =
                Asked.of(
                        Asked.body(
                                "Ann is 30 years old",
                                "'outputConfig':{'textFormat':{'type':'json_schema','structure':"
                                        + "{'jsonSchema':{'name':'p','schema':'"
                                        + schema
                                        + "'}}}}"));

        assertThat(Json.parse(asked.text())).isEqualTo(Json.parse("{\"name\":\"Ann\",\"age\":30}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'additionalModelRequestFields':{'output_config':{'format':{'type':'json_schema',"
                        + "'schema':{'type':'object','properties':{'city':{'type':'string'}},"
                        + "'required':['city']}}}}",
                "'additionalModelRequestFields':{'output_format':{'type':'json_schema',"
                        + "'schema':{'type':'object','properties':{'city':{'type':'string'}},"
                        + "'required':['city']}}}"
            })
    void answersInJsonWhereAnthropicsOwnMembersSaySo(String others) {
        Asked asked = Asked.of(Asked.body("city=Oslo", others));

        assertThat(Json.parse(asked.text())).isEqualTo(Json.parse("{\"city\":\"Oslo\"}"));
    }

    @Test
    void answersInJsonWhereThePromptHoldsASchema() {
        Json.Obj body =
                Asked.body(
                        "Where? city=Oslo\nKeep to this JSON Schema, without a } more:\n```"
                                + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\","
                                + "\"description\":\"not \\\"}\\\", but a name\"}},"
                                + "\"required\":[\"city\"]}```",
                        "");

        assertThat(Json.parse(Asked.of(body).text())).isEqualTo(Json.parse("{\"city\":\"Oslo\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is a JSON schema?",
                "Is {} a JSON schema?",
                "A JSON schema: {",
                "A JSON schema: {}}",
                "A JSON schema: {no json}"
            })
    void aPromptAboutSchemasIsAnsweredInWords(String question) {
        assertThat(Asked.of(Asked.body(question, "")).text()).contains("local Bedrock");
    }

    @Test
    void thinksFirstAndSigns() {
        Asked asked = Asked.of(thinking("Why?"));

        assertThat(asked.reasoning("text")).contains("“Why?”");
        assertThat(asked.reasoning("signature")).isNotEmpty();
        assertThat(asked.deltas().getFirst().get("reasoningContent")).isNotNull();
        assertThat(asked.text()).contains("Why?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "same|same|ok",
                "changed|same|messages.1.content.0: Invalid `signature` in `thinking` block",
                "same|changed|messages.1.content.0: Invalid `signature` in `thinking` block",
                "same|gone|messages.1.content.0.thinking.signature: Field required"
            })
    void knowsItsReasoningAgain(String text, String signature, String expected) {
        Asked first = Asked.of(thinking("Why?"));
        String said = first.reasoning("text") + (text.equals("changed") ? "!" : "");
        String signed = first.reasoning("signature");
        Map<String, String> reasoning =
                switch (signature) {
                    case "gone" -> Map.of("text", said);
                    case "changed" -> Map.of("text", said, "signature", "A" + signed.substring(1));
                    default -> Map.of("text", said, "signature", signed);
                };
        Json.Obj body =
                Json.object(
                        Map.of(
                                "messages",
                                List.of(
                                        user("Why?"),
                                        Map.of(
                                                "role",
                                                "assistant",
                                                "content",
                                                List.of(
                                                        Map.of(
                                                                "reasoningContent",
                                                                Map.of(
                                                                        "reasoningText",
                                                                        reasoning)))),
                                        user("And?"))));

        if (expected.equals("ok")) {
            assertThat(Asked.of(body).stopReason()).isEqualTo("end_turn");
        } else {
            assertThatThrownBy(() -> Asked.of(body))
                    .isInstanceOf(ServiceError.class)
                    .hasMessage("The model returned the following errors: " + expected);
        }
    }

    @Test
    void takesASignatureOfTheRealServiceAsItIs() {
        String foreign = Base64.getEncoder().encodeToString(new byte[100]);

        assertThat(
                        Asked.of(
                                        "{'messages':[{'role':'user','content':[{'text':'a'}]},{'role':"
                                                + "'assistant','content':[{'reasoningContent':{'reasoningText':"
                                                + "{'text':'x','signature':'"
                                                + foreign
                                                + "'}}}]},{'role':'user','content':[{'text':'b'}]}]}")
                                .stopReason())
                .isEqualTo("end_turn");
    }

    @ParameterizedTest
    @CsvSource({"txt, documentChar, 0, 12", "pdf, documentPage, 1, 2"})
    void citesDocuments(String format, String place, int start, int end) {
        String bytes =
                Base64.getEncoder()
                        .encodeToString("Tides turn. They do.".getBytes(StandardCharsets.UTF_8));
        Asked asked =
                Asked.of(
                        "{'messages':[{'role':'user','content':[{'text':'Quote it.'},{'document':"
                                + "{'name':'Sea','format':'"
                                + format
                                + "','citations':{'enabled':true},'source':{'bytes':'"
                                + bytes
                                + "'}}}]}]}");

        Json.Obj citation =
                asked.deltas().stream()
                        .filter(delta -> delta.get("citation") != null)
                        .findFirst()
                        .orElseThrow()
                        .object("citation");
        assertThat(citation.string("title")).isEqualTo("Sea");
        Json.Obj location = citation.object("location").object(place);
        assertThat(location.integer("start", -1)).isEqualTo(start);
        assertThat(location.integer("end", -1)).isEqualTo(format.equals("txt") ? 11 : end);
    }

    @Test
    void cutsAnywhereEvenInsideAToolUse() {
        Json.Obj whole = Asked.body("How is the weather in Bern for 3 days?", tools(""));
        long all = Asked.of(whole).usage().integer("outputTokens", 0);
        for (int max = 1; max < all; max++) {
            Asked cut =
                    Asked.of(whole.with("inferenceConfig", Json.object(Map.of("maxTokens", max))));

            assertThat(cut.stopReason()).isEqualTo("max_tokens");
            assertThat(cut.usage().integer("outputTokens", 0)).isEqualTo(max);
        }
        Asked last =
                Asked.of(whole.with("inferenceConfig", Json.object(Map.of("maxTokens", all - 1))));
        assertThat(last.starts()).hasSize(1);
        assertThat(last.input()).startsWith("{\"city\":\"Bern\"").doesNotEndWith("}");
    }

    @ParameterizedTest
    @CsvSource({
        "throttle, ThrottlingException",
        "day, ThrottlingException",
        "access, AccessDeniedException",
        "timeout, ModelTimeoutException",
        "validation, ValidationException"
    })
    void failsOnDemand(String name, String type) {
        assertThatThrownBy(() -> Asked.of(Asked.body("say error:" + name, "")))
                .isInstanceOfSatisfying(
                        ServiceError.class, error -> assertThat(error.type()).isEqualTo(type));
    }

    @Test
    void breaksOffOnDemand() {
        var events = new ArrayList<>();
        var question = new Question(Asked.CLAUDE, Asked.body("say error:midstream", ""));

        assertThatThrownBy(() -> new RuleEngine().answer(question, events::add))
                .isInstanceOf(ServiceError.class);
        assertThat(events).hasSize(4);
    }

    @Test
    void isSlowOnDemand() {
        var slept = new ArrayList<Duration>();
        new RuleEngine(slept::add)
                .answer(new Question(Asked.CLAUDE, Asked.body("slow", "")), event -> {});

        assertThat(slept).hasSizeGreaterThan(30).containsOnly(Duration.ofMillis(150));
    }

    @Test
    void showsMarkdownOfAllKinds() {
        assertThat(Asked.of(Asked.body("md sampler", "")).text())
                .contains("```java", "| mean |", "- [x]", "> >", "**strong**", "1. First");
    }

    private static Json.Obj thinking(String question) {
        return Asked.body(
                question,
                "'additionalModelRequestFields':{'thinking':{'type':'enabled','budget_tokens':"
                        + "1024}}");
    }

    private static Map<String, ?> user(String text) {
        return Map.of("role", "user", "content", List.of(Map.of("text", text)));
    }

    private static String tools(String choice) {
        return "'toolConfig':{'tools':[" + WEATHER + "," + CLOCK + "]" + choice + "}";
    }
}
