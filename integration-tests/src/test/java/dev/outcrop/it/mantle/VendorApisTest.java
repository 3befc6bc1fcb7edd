package dev.outcrop.it.mantle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.CompatibleServer;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Retries;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Extraction.Via;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Chats over each of the vendors' APIs: the same as over Converse. */
@LocalBedrockTest
class VendorApisTest {
    private LocalBedrock local;
    private Bedrock bedrock;
    private final List<String> operations = new ArrayList<>();

    @BeforeEach
    void start(LocalBedrock local) {
        this.local = local;
        bedrock =
                Bedrock.builder()
                        .baseUrl(local.endpoint().toString())
                        .region("us-east-1")
                        .apiKey("bedrock-key")
                        .retries(Retries.NONE)
                        .observer(
                                new Observer() {
                                    @Override
                                    public void started(Observer.Call call) {
                                        operations.add(call.operation());
                                    }
                                })
                        .build();
    }

    @AfterEach
    void stop() {
        bedrock.close();
    }

    private Json.Obj lastBody() {
        return (Json.Obj) local.requests().getLast().body();
    }

    @ParameterizedTest
    @EnumSource
    void asksAndIsAnswered(Api api) {
        local.script(Scripted.text("Hello."));
        Model model = bedrock.model(api.model);

        Reply reply =
                bedrock.chat(api.model)
                        .system("Be brief.")
                        .params(Params.DEFAULT.withMaxTokens(77).withTemperature(0.5))
                        .open()
                        .ask("Hi!");

        assertThat(model.protocol()).isEqualTo(Protocol.MANTLE);
        assertThat(operations).containsExactly(api.api.toString());
        assertThat(local.requests().getLast().path()).isEqualTo(api.path);
        assertThat(reply.text()).isEqualTo("Hello.");
        assertThat(reply.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(reply.usage().input()).isEqualTo(10);
        assertThat(reply.usage().output()).isEqualTo(5);
        assertThat(reply.raw().string("model")).isEqualTo(api.model);
        assertThat(lastBody().toString()).contains("Be brief.", "Hi!", "77", "0.5", api.model);
        assertThat(lastBody().get("stream")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void streamsTheSameAnswerThatItWouldGiveWhole(Api api) {
        String question = "Tell me three jokes about statisticians";
        Reply whole = bedrock.chat(api.model).open().ask(question);

        var words = new StringBuilder();
        try (ReplyStream stream = bedrock.chat(api.model).open().stream(question)) {
            stream.text().forEach(words::append);
            Reply streamed = stream.reply();
            assertThat(streamed.text()).isEqualTo(whole.text());
            assertThat(streamed.usage()).isEqualTo(whole.usage());
            assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
        }
        assertThat(words.toString()).isEqualTo(whole.text()).isNotBlank();
        assertThat(lastBody().get("stream")).isEqualTo(Json.of(true));
    }

    private static Scripted.Answer answer(String stopReason, String content) {
        return Scripted.answer(
                (Json.Obj)
                        Json.parse(
                                ("{'output':{'message':{'role':'assistant','content':"
                                                + content
                                                + "}},'stopReason':'"
                                                + stopReason
                                                + "','usage':{'inputTokens':1,'outputTokens':2,"
                                                + "'totalTokens':3}}")
                                        .replace('\'', '"')));
    }

    private static final String THOUGHT_AND_CALLS =
            "[{'reasoningContent':{'reasoningText':{'text':'Hm.','signature':'c2ln'}}},"
                    + "{'text':'Let me see.'},"
                    + "{'toolUse':{'toolUseId':'call_1','name':'f','input':{'a':1}}},"
                    + "{'toolUse':{'toolUseId':'call_2','name':'g','input':{}}}]";

    @ParameterizedTest
    @EnumSource
    void callsOfToolsAndThinkingGoBackAsTheyCame(Api api) {
        for (boolean streaming : new boolean[] {false, true}) {
            local.script(answer("tool_use", THOUGHT_AND_CALLS), Scripted.text("Done."));
            Chat chat = bedrock.chat(api.model).open();
            Turn turn = (streaming ? streamed(chat, "Go.") : chat.ask("Go.")).turn();

            assertThat(turn.stopReason()).isEqualTo(StopReason.TOOL_USE);
            assertThat(turn.reasoning()).isEqualTo("Hm.");
            assertThat(turn.text()).isEqualTo("Let me see.");
            assertThat(turn.toolUses())
                    .extracting(Content.ToolUse::input)
                    .containsExactly(Json.parse("{\"a\":1}"), Json.EMPTY);

            var one = new Content.ToolResult("call_1", List.of(Content.text("1")));
            var two = new Content.ToolResult("call_2", List.of(Content.text("2")));
            assertThat(chat.ask(one, two).text()).isEqualTo("Done.");
            String sent = lastBody().toString();
            assertThat(sent).contains("Hm.", "Let me see.", "call_1", "call_2");
            assertThat(sent.indexOf("Hm.")).isLessThan(sent.indexOf("Let me see."));
        }
    }

    private static Reply streamed(Chat chat, String question) {
        try (ReplyStream stream = chat.stream(question)) {
            return stream.reply();
        }
    }

    @Test
    void redactedThinkingAndCitationsComeOverMessages() {
        String content =
                "[{'reasoningContent':{'redactedContent':'cmVk'}},"
                        + "{'citationsContent':{'content':[{'text':'Green.'}],'citations':"
                        + "[{'title':'G','sourceContent':[{'text':'grass'}],'location':"
                        + "{'documentPage':{'documentIndex':0,'start':2,'end':3}}}]}}]";
        for (boolean streaming : new boolean[] {false, true}) {
            local.script(answer("end_turn", content), Scripted.text("Done."));
            Chat chat = bedrock.chat(Api.MESSAGES.model).open();
            Turn turn = (streaming ? streamed(chat, "Go.") : chat.ask("Go.")).turn();

            assertThat(((Content.Reasoning) turn.content().get(0)).redacted()).isNotNull();
            var cited = (Content.CitedText) turn.content().get(1);
            assertThat(cited.text()).isEqualTo("Green.");
            assertThat(cited.citations().getFirst().location().start()).isEqualTo(2);
            chat.ask("And?");
            assertThat(lastBody().toString())
                    .contains("\"data\":\"cmVk\"", "\"page_location\"", "\"start_page_number\":2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesPicturesAndDocuments(Api api) {
        local.script(Scripted.text("Seen."));
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

        String model =
                api == Api.CHAT_COMPLETIONS ? "google.gemma-4-31b" : api.model; // reads images
        Reply reply =
                bedrock.chat(model)
                        .open()
                        .ask(
                                Content.text("What is this?"),
                                new Content.Image("png", Source.bytes(png)),
                                new Content.Document(
                                        "pdf", "doc", Source.bytes("%PDF-".getBytes(UTF_8))));

        assertThat(reply.text()).isEqualTo("Seen.");
        assertThat(lastBody().toString()).contains("iVBORw0KGgo=", "JVBERi0=");
    }

    @ParameterizedTest
    @EnumSource
    void stopsForWantOfRoom(Api api) {
        local.script(answer("max_tokens", "[{'text':'Once upon'}]"));

        assertThat(bedrock.model(api.model).invoke("Tell me.").stopReason())
                .isEqualTo(StopReason.MAX_TOKENS);
    }

    @ParameterizedTest
    @EnumSource
    void errorsAreTheVendorsOwn(Api api) {
        local.script(
                error(api, 429, "rate_limit_error", "slow down"),
                error(api, 404, "not_found_error", "no such model"));
        Model model = bedrock.model(api.model);

        assertThatThrownBy(() -> model.invoke("Hi"))
                .isInstanceOfSatisfying(
                        ThrottledException.class,
                        e -> {
                            assertThat(e.what()).isEqualTo("slow down");
                            assertThat(e.details().code()).isEqualTo("rate_limit_error");
                            assertThat(e.details().status()).isEqualTo(429);
                            assertThat(e.details().requestId()).isNotBlank();
                        });
        assertThatThrownBy(() -> model.invoke("Hi")).isInstanceOf(NotFoundException.class);
    }

    private static Scripted error(Api api, int status, String type, String message) {
        return Scripted.raw(
                status,
                Map.of("Content-Type", "application/json"),
                Bytes.of(api.error(type, message)));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheServiceItselfRefusesIsRefused(Api api) {
        assertThatThrownBy(
                        () ->
                                bedrock.model(api.model)
                                        .with(api.api)
                                        .withApiArgs(Map.of("model", "no such model"))
                                        .chat()
                                        .ask("Hi"))
                .isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatItCannotCarryIsNotSent(Api api) {
        var video = new Content.Video("mp4", Source.s3("s3://b/k"));

        assertThatThrownBy(() -> bedrock.chat(api.model).open().ask(Content.text("q"), video))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("does not read videos");
        assertThatThrownBy(
                        () ->
                                bedrock.model("vendor.model-of-tomorrow-v1:0")
                                        .with(Protocol.MANTLE)
                                        .with(api.api)
                                        .chat()
                                        .open()
                                        .ask(Content.text("q"), video))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Use Protocol.CONVERSE");
        assertThat(local.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aChatGoesOnOverAnotherProtocol(Api api) {
        local.script(
                answer(
                        "end_turn",
                        "[{'reasoningContent':{'reasoningText':{'text':'Hm.'}}},"
                                + "{'text':'One.'}]"),
                Scripted.text("Two."));
        Chat chat = bedrock.chat(api.model).open();
        chat.ask("First?");

        Chat other = bedrock.chat("amazon.nova-lite-v1:0").turns(chat.turns()).open();
        other.ask("And then?");
        assertThat(lastBody().toString())
                .contains("One.")
                .doesNotContain("openai_", "\"anthropic\"");
    }

    record Person(String name, int age) {}

    @ParameterizedTest
    @EnumSource
    void valuesComeByASchemaAndByATool(Api api) {
        String schema = "json_schema";
        for (Via via : new Via[] {Via.OUTPUT_CONFIG, Via.FORCED_TOOL}) {
            Model model = bedrock.model(api.model).with(Extraction.DEFAULT.withVia(via));

            assertThat(model.extract(Person.class, "I am Susan, 13.").name()).isNotEmpty();
            assertThat(lastBody().toString().contains(schema)).isEqualTo(via == Via.OUTPUT_CONFIG);
            assertThat(lastBody().array("tools").isEmpty()).isEqualTo(via == Via.OUTPUT_CONFIG);
        }
    }

    @Test
    void countsTokensOverMessagesOnly() {
        long tokens = bedrock.chat(Api.MESSAGES.model).open().countTokens("How many?");

        assertThat(tokens).isPositive();
        assertThat(local.requests().getLast().path())
                .isEqualTo("/anthropic/v1/messages/count_tokens");
        assertThatThrownBy(() -> bedrock.chat(Api.RESPONSES.model).open().countTokens("How many?"))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void headersSayTheVersionAndWhatIsStillTried() {
        bedrock.model(Api.MESSAGES.model)
                .withApiArgs(Map.of("anthropic_beta", List.of("a-1", "b-2")))
                .chat()
                .ask("Hi");
        var headers = local.requests().getLast().headers();

        assertThat(header(headers, "anthropic-version")).isEqualTo("2023-06-01");
        assertThat(header(headers, "anthropic-beta")).isEqualTo("a-1,b-2");
        assertThat(header(headers, "authorization")).isEqualTo("Bearer bedrock-key");
        assertThat(lastBody().get("anthropic_beta")).isNull();
    }

    private static String header(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> String.join("|", header.getValue()))
                .findAny()
                .orElse("");
    }

    @Test
    void signsForMantle() {
        try (LocalBedrock strict = LocalBedrock.start();
                Bedrock signed = strict.connect()) {
            signed.chat(Api.RESPONSES.model).ask("Hi");

            assertThat(header(strict.requests().getLast().headers(), "authorization"))
                    .contains("/us-east-1/bedrock-mantle/aws4_request");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MESSAGES", "CHAT_COMPLETIONS"})
    void theSameApisAreOnOtherServers(Api api) {
        local.script(Scripted.text("Hello."), Scripted.text("Hello."));
        CompatibleServer endpoint =
                api == Api.MESSAGES
                        ? CompatibleServer.anthropic(
                                local.endpoint() + "/anthropic/v1", "the-key-123")
                        : CompatibleServer.openAiCompatible(
                                local.endpoint() + "/v1", "the-key-123");
        try (Bedrock server = endpoint.connect()) {
            Chat chat = server.chat(api.model).params(Params.DEFAULT.withTemperature(0)).open();

            assertThat(chat.ask("Hi").text()).isEqualTo("Hello.");
            assertThat(streamed(chat, "Hi").text()).isEqualTo("Hello.");
        }
        var headers = local.requests().getLast().headers();
        assertThat(local.requests().getLast().path()).isEqualTo(api.path);
        assertThat(header(headers, api == Api.MESSAGES ? "x-api-key" : "authorization"))
                .endsWith("the-key-123");
    }

    @Test
    void settingsGoWhereTheApiHasThem() {
        Params all =
                Params.DEFAULT
                        .withSeed(7)
                        .withFrequencyPenalty(0.5)
                        .withReasoningEffort("low")
                        .withTemperature(0.1);
        try (Bedrock server =
                CompatibleServer.openAiCompatible(local.endpoint() + "/v1", null).connect()) {
            server.model("openai.gpt-oss-20b").with(all).invoke("Hi");
        }
        assertThat(lastBody().integer("seed", 0)).isEqualTo(7);
        assertThat(lastBody().string("reasoning_effort")).isEqualTo("low");

        bedrock.model("openai.gpt-5.5")
                .with(Params.DEFAULT.withReasoningEffort("low"))
                .invoke("Hi");
        assertThat(lastBody().object("reasoning").string("effort")).isEqualTo("low");
    }

    @Test
    void aKeyThatAServerQuotesIsNotShown() {
        local.script(error(Api.MESSAGES, 401, "authentication_error", "bad key the-key-123456"));
        try (Bedrock server =
                CompatibleServer.anthropic(local.endpoint() + "/anthropic/v1", "the-key-123456")
                        .connect()) {
            assertThatThrownBy(() -> server.model("claude-x").invoke("Hi"))
                    .hasMessageContaining("bad key [secret]")
                    .hasMessageNotContaining("the-key-123456");
        }
    }

    @ParameterizedTest
    @EnumSource
    void cacheReadsAreNoInput(Api api) {
        local.script(
                Scripted.answer(
                        (Json.Obj)
                                Json.parse(
                                        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"a\"}]}},"
                                                + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":7,\"outputTokens\":2,"
                                                + "\"totalTokens\":12,\"cacheReadInputTokens\":3}}")));

        Reply reply = Objects.requireNonNull(bedrock.model(api.model).invoke(Message.user("q")));
        assertThat(reply.usage().input()).isEqualTo(7);
        assertThat(reply.usage().cacheRead()).isEqualTo(3);
        assertThat(reply.usage().total()).isEqualTo(12);
    }
}
