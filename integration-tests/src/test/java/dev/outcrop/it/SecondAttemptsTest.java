package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.ValidationException;
import dev.outcrop.it.faults.CapturedLog;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.policy.Retries;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Extraction.Via;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a model refuses is left out once, if the rest means the same, and not sent again. */
@LocalBedrockTest
@Isolated
class SecondAttemptsTest {
    record Person(String name, int age) {}

    record Query(String text) {}

    private static final String SONNET = "us.anthropic.claude-sonnet-4-6";
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final String SUSAN = "{\"name\":\"Susan\",\"age\":13}";

    private final CapturedLog log = new CapturedLog();
    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local) {
        this.local = local;
        bedrock =
                Bedrock.builder()
                        .region("us-east-1")
                        .baseUrl(local.endpoint().toString())
                        .apiKey("k")
                        .retries(Retries.NONE)
                        .build();
    }

    @AfterEach
    void stop() {
        bedrock.close();
        log.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The model returned the following errors: `temperature` is deprecated for this model."
                        + " | temperature",
                "This model doesn't support the temperature field. Remove temperature and try again."
                        + " | temperature",
                "The model returned the following errors: temperature: Extra inputs are not permitted"
                        + " | temperature",
                "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default"
                        + " (1) value is supported. | temperature",
                "property 'temperature' is unsupported | temperature",
                "Unrecognized request argument supplied: temperature | temperature",
                "Unsupported parameter: 'top_p' is not supported with this model. | topP",
                "`top_p` is deprecated for this model. | topP",
                "This model doesn't support the inferenceConfig.topP field. Remove it. | topP",
                "This model doesn't support the stopSequences field. Remove stopSequences and try"
                        + " again. | stopSequences",
                "Malformed input request: #: extraneous key [top_k] is not permitted, please reformat"
                        + " your input and try again. | top_k",
                "top_k: Extra inputs are not permitted | top_k",
                "Unknown parameter: 'top_k'. | top_k",
            })
    void aParamIsLeftOut(String refusal, String field) {
        Params params =
                Params.DEFAULT
                        .withMaxTokens(100)
                        .withTemperature(0.5)
                        .withTopP(0.9)
                        .withStop("END")
                        .withTopK(5);
        for (boolean streamed : List.of(false, true)) {
            Model model =
                    bedrock.model(
                                    streamed
                                            ? "anthropic.claude-3-sonnet-20240229-v1:0"
                                            : "anthropic.claude-3-haiku-20240307-v1:0")
                            .with(params);
            local.script(refused(refusal), Scripted.text("Yes."), Scripted.text("Again."));
            int before = local.requests().size();

            Reply reply = answer(model, streamed);

            assertThat(reply.text()).isEqualTo("Yes.");
            assertThat(reply.attempts()).isEqualTo(2);
            assertThat(body(before).toString()).contains(quoted(field));
            assertThat(body(before + 1).toString())
                    .doesNotContain(quoted(field))
                    .contains("\"maxTokens\":100");
            assertThat(answer(model, streamed).attempts()).isEqualTo(1);
            assertThat(local.requests()).as("it is remembered").hasSize(before + 3);
            assertThat(body(before + 2).toString()).doesNotContain(quoted(field));
        }
        assertThat(log.text().split("not sent", -1)).as("once for each model").hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This model doesn't support the toolConfig.toolChoice.any field. Remove"
                        + " toolConfig.toolChoice.any and try again.",
                "The model returned the following errors: tool_choice: type \"tool\" and \"any\" are"
                        + " not supported for this model.",
                "Thinking may not be enabled when tool_choice forces tool use."
            })
    void aForcedToolIsLeftToTheModel(String refusal) {
        for (boolean streamed : List.of(false, true)) {
            Model model =
                    bedrock.model(streamed ? SONNET : NOVA)
                            .withTools(Tool.of("look", "Looks", Query.class, query -> "found"))
                            .with(ToolChoice.ANY);
            local.script(refused(refusal), Scripted.text("Yes."), Scripted.text("Again."));
            int before = local.requests().size();

            assertThat(answer(model, streamed).text()).isEqualTo("Yes.");
            assertThat(choice(before)).isEqualTo("{\"any\":{}}");
            assertThat(choice(before + 1)).isEqualTo("{\"auto\":{}}");
            answer(model, streamed);
            assertThat(choice(before + 2)).isEqualTo("{\"auto\":{}}");
        }
        assertThat(log.text()).contains("cannot be forced to use a tool");
    }

    @Test
    void whatIsRefusedWhileThinkingIsSentWithoutThinking() {
        Model model =
                bedrock.model("us.anthropic.claude-opus-4-8")
                        .withTools(Tool.of("look", "Looks", Query.class, query -> "found"))
                        .with(ToolChoice.ANY)
                        .with(PromptCaching.NONE);
        local.script(
                refused("Thinking may not be enabled when tool_choice forces tool use."),
                Scripted.text("Yes."),
                Scripted.text("Yes."),
                Scripted.text("Yes."));

        Model thinking = model.with(Params.DEFAULT.withReasoningEffort("low").withMaxTokens(3_000));
        thinking.invoke("?");
        thinking.invoke("?");
        model.invoke("?");

        assertThat(choice(1)).isEqualTo("{\"auto\":{}}");
        assertThat(choice(2)).isEqualTo("{\"auto\":{}}");
        assertThat(choice(3)).isEqualTo("{\"any\":{}}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStructuredAnswerIsAskedForInAnotherWay(boolean streamed) {
        local.script(
                refused("output_config.format: Extra inputs are not permitted"),
                refused("tool_choice: type \"tool\" and \"any\" are not supported for this model."),
                Scripted.text(SUSAN),
                Scripted.text(SUSAN));
        Model model = bedrock.model(SONNET);

        assertThat(extracted(model, streamed)).isEqualTo(new Person("Susan", 13));
        assertThat(local.requests()).hasSize(3);
        assertThat(body(0).members()).containsKey("outputConfig").doesNotContainKey("toolConfig");
        assertThat(choice(1)).contains("\"tool\"");
        assertThat(choice(2)).isEqualTo("{\"auto\":{}}");
        assertThat(body(2).toString())
                .contains("Give your answer by calling the tool give_answer.");

        assertThat(extracted(model, streamed).age()).isEqualTo(13);
        assertThat(local.requests()).as("it is remembered").hasSize(4);
        assertThat(choice(3)).isEqualTo("{\"auto\":{}}");
    }

    @Test
    void aSchemaThatIsRefusedForItsContentIsNoRefusalOfOthers() {
        local.script(
                refused("output_config.format.schema: Schema is too complex."),
                Scripted.text("{\"name\":13}"),
                Scripted.text(SUSAN),
                Scripted.text(SUSAN));
        Model model = bedrock.model(SONNET).with(Extraction.DEFAULT.withRepairs(1));

        model.extract(Person.class, "?");
        model.extract(Person.class, "?");

        assertThat(local.requests()).hasSize(4);
        assertThat(body(1).members()).doesNotContainKey("outputConfig");
        assertThat(body(2).members()).as("the repair").doesNotContainKey("outputConfig");
        assertThat(body(3).members()).as("another question").containsKey("outputConfig");
    }

    @Test
    void aWayThatTheCallerChoseIsNotReplaced() {
        local.script(refused("output_config.format: Extra inputs are not permitted"));
        Model model = bedrock.model(SONNET).with(Extraction.DEFAULT.withVia(Via.OUTPUT_CONFIG));

        assertThatThrownBy(() -> model.extract(Person.class, "?"))
                .isInstanceOf(ValidationException.class);
        assertThat(local.requests()).hasSize(1);
    }

    @Test
    void cachePointsAreLeftOut() {
        local.script(
                refused(
                        "Malformed input request: #/system/1: extraneous key [cachePoint] is not"
                                + " permitted, please reformat your input and try again."),
                Scripted.text("Yes."),
                Scripted.text("Yes."));
        var chat =
                bedrock.model(SONNET)
                        .with(PromptCaching.AUTO)
                        .chat()
                        .system("long ".repeat(9_000))
                        .open();

        chat.ask("?");
        chat.ask("?");

        assertThat(body(0).toString()).contains("cachePoint");
        assertThat(body(1).toString()).doesNotContain("cachePoint");
        assertThat(body(2).toString()).doesNotContain("cachePoint");
        assertThat(local.requests()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "This model doesn't support the maxTokens field. Remove maxTokens and try again.",
                "This model doesn't support the guardrailConfig field. Remove it and try again.",
                "Malformed input request: extraneous key [mine] is not permitted.",
                "mine: Extra inputs are not permitted",
                "The provided model identifier is invalid.",
                "This model doesn't support the image field for user messages. Remove image and try"
                        + " again."
            })
    void whatMattersIsNotLeftOut(String refusal) {
        local.script(refused(refusal));
        Model model =
                bedrock.model(NOVA).with(Params.DEFAULT.withMaxTokens(9).withExtra("mine", 1));

        assertThatThrownBy(() -> model.invoke("?"))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> assertThat(e.details().attempts()).isEqualTo(1));
        assertThat(local.requests()).hasSize(1);
    }

    @Test
    void aSecondAttemptThatFailsIsAnError() {
        local.script(
                refused("`temperature` is deprecated for this model."),
                refused("`temperature` is deprecated for this model."),
                Scripted.text("Yes."));
        Model model = bedrock.model(NOVA).with(Params.DEFAULT.withTemperature(0.5));

        assertThatThrownBy(() -> model.invoke("?"))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> assertThat(e.details().attempts()).isEqualTo(2));
        model.invoke("?");
        assertThat(body(2).toString()).as("nothing was learnt").contains("temperature");
    }

    @Test
    void whatTheCallerLaysOverTheBodyIsItsOwn() {
        local.script(refused("`temperature` is deprecated for this model."));
        Model model =
                bedrock.model(NOVA)
                        .withApiArgs(Map.of("inferenceConfig", Map.of("temperature", 0.5)));

        assertThatThrownBy(() -> model.invoke("?")).isInstanceOf(ValidationException.class);
        assertThat(local.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFallbackHasASecondAttemptOfItsOwn(boolean streamed) {
        local.script(
                Scripted.error("ThrottlingException", "Slow down."),
                refused("`temperature` is deprecated for this model."),
                Scripted.text("Yes."),
                Scripted.text("First again."));
        Params params = Params.DEFAULT.withTemperature(0.5);
        Model model =
                bedrock.model(NOVA).with(params).withFallbacks(bedrock.model(SONNET).with(params));

        Reply reply = answer(model, streamed);

        assertThat(reply.text()).isEqualTo("Yes.");
        assertThat(reply.attempts()).isEqualTo(3);
        answer(model, streamed);
        assertThat(body(3).toString()).as("the first one accepts it").contains("temperature");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachFallbackIsAskedForDataInItsOwnWay(boolean streamed) {
        local.script(Scripted.error("ThrottlingException", "Slow down."), Scripted.text(SUSAN));
        Model model = bedrock.model(NOVA).withFallbacks(bedrock.model(SONNET));

        assertThat(extracted(model, streamed)).isEqualTo(new Person("Susan", 13));
        assertThat(body(0).members()).containsKey("toolConfig").doesNotContainKey("outputConfig");
        assertThat(body(1).members()).containsKey("outputConfig").doesNotContainKey("toolConfig");
    }

    @Test
    void theSameModelOverAnotherApiIsAskedAnew() {
        local.script(refused("`temperature` is deprecated for this model."), Scripted.text("Yes."));
        Model model = bedrock.model(NOVA).with(Params.DEFAULT.withTemperature(0.5));
        model.invoke("?");

        model.with(Protocol.INVOKE_MODEL).invoke("?");

        assertThat(body(2).toString()).contains("temperature");
    }

    /** A refusal may also be the first event of a stream. */
    @Test
    void aRefusalInTheStreamIsOne() {
        local.script(
                Scripted.frames(
                        Frame.exception(
                                "validationException",
                                "{\"message\":\"`temperature` is deprecated for this model.\"}")),
                Scripted.text("Yes."),
                Scripted.text("Again."));
        Model model = bedrock.model(NOVA).with(Params.DEFAULT.withTemperature(0.5));

        Reply reply = answer(model, true);

        assertThat(reply.text()).isEqualTo("Yes.");
        assertThat(reply.attempts()).isEqualTo(2);
        assertThat(answer(model, true).attempts()).isEqualTo(1);
        assertThat(body(2).toString()).doesNotContain("temperature");
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-haiku-4-5, MESSAGES, false",
        "anthropic.claude-haiku-4-5, MESSAGES, true",
        "openai.gpt-oss-120b, CHAT_COMPLETIONS, false",
        "openai.gpt-oss-120b, CHAT_COMPLETIONS, true",
        "openai.gpt-oss-120b, RESPONSES, false",
        "openai.gpt-oss-120b, RESPONSES, true"
    })
    void theVendorsApisHaveThemToo(String id, Protocol.VendorApi api, boolean streamed) {
        Model model =
                bedrock.model(id)
                        .with(Protocol.MANTLE)
                        .with(api)
                        .with(Params.DEFAULT.withTemperature(0.5));
        local.script(
                Scripted.raw(
                        400,
                        Map.of("Content-Type", "application/json"),
                        Bytes.of(
                                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                                        + "\"message\":\"Unsupported parameter: 'temperature' is not"
                                        + " supported with this model.\"}}")));

        Reply reply = answer(model, streamed);

        assertThat(reply.text()).isNotEmpty();
        assertThat(reply.attempts()).isEqualTo(2);
        assertThat(body(0).toString()).contains("temperature");
        assertThat(body(1).toString()).doesNotContain("temperature");
        assertThat(answer(model, streamed).attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void invokeModelHasThemToo(boolean streamed) {
        Model model =
                bedrock.model(SONNET).with(Protocol.INVOKE_MODEL).with(Params.DEFAULT.withTopK(5));
        local.script(refused("top_k: Extra inputs are not permitted"));

        assertThat(answer(model, streamed).attempts()).isEqualTo(2);
        assertThat(body(0).members()).containsKey("top_k");
        assertThat(body(1).members()).doesNotContainKey("top_k");
    }

    @Test
    void llamaIsAskedWholeIfItHasTools() {
        var chat =
                bedrock.chat("us.meta.llama3-3-70b-instruct-v1:0")
                        .tools(Tool.of("look", "Looks", Query.class, query -> "found"))
                        .open();
        local.script(
                Scripted.answer(
                        (Json.Obj)
                                Json.parse(
                                        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"look\",\"input\":{\"text\":\"a\"}}}]}},\"stopReason\":\"tool_use\",\"metrics\":{\"latencyMs\":7},\"usage\":{\"inputTokens\":10,\"outputTokens\":5,\"totalTokens\":15}}")),
                Scripted.text("Found."));
        var events = new ArrayList<StreamEvent>();

        Reply reply;
        try (ReplyStream stream = chat.stream("Look.")) {
            stream.forEach(events::add);
            reply = stream.reply();
        }

        assertThat(reply.text()).isEqualTo("Found.");
        assertThat(reply.attempts()).isEqualTo(2);
        assertThat(chat.turns()).hasSize(4);
        assertThat(chat.turns().get(1).metadata().latencyMs()).isEqualTo(7);
        assertThat(chat.usage().input()).isGreaterThanOrEqualTo(10);
        assertThat(events).anyMatch(StreamEvent.ToolUseDelta.class::isInstance);
        assertThat(events).contains(new StreamEvent.TextDelta(0, "Found."));
        assertThat(local.requests()).allMatch(r -> r.operation().equals("Converse"));
        assertThat(log.text().split("tools in streams", -1)).hasSize(2);

        try (ReplyStream stream =
                bedrock.model("us.meta.llama3-3-70b-instruct-v1:0").stream("Hi")) {
            stream.reply();
        }
        assertThat(local.requests().getLast().operation()).isEqualTo("ConverseStream");
    }

    @Test
    void otherModelsWithoutToolsInStreamsAreAskedWhole() {
        var model =
                bedrock.model(NOVA)
                        .withTools(Tool.of("look", "Looks", Query.class, query -> "found"));
        local.script(
                refused("This model doesn't support tool use in streaming mode."),
                Scripted.text("Yes."),
                Scripted.text("Again."));

        assertThat(answer(model, true).text()).isEqualTo("Yes.");
        assertThat(answer(model, true).attempts()).isEqualTo(1);
        assertThat(local.requests()).hasSize(3);
    }

    private static Scripted refused(String message) {
        return Scripted.error("ValidationException", message);
    }

    private static Reply answer(Model model, boolean streamed) {
        if (!streamed) {
            return model.invoke("?");
        }
        try (ReplyStream stream = model.stream("?")) {
            return stream.reply();
        }
    }

    private static Person extracted(Model model, boolean streamed) {
        if (!streamed) {
            return model.extract(Person.class, "?");
        }
        try (var stream = model.extractor(Person.class).extractStream("?")) {
            return stream.value();
        }
    }

    private Json.Obj body(int request) {
        return (Json.Obj) local.requests().get(request).body();
    }

    private String choice(int request) {
        return body(request).object("toolConfig").object("toolChoice").toString();
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
