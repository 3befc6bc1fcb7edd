package dev.outcrop.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.CompatibleServer;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Environment;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.policy.Retries;
import dev.outcrop.settings.Params;
import dev.outcrop.tool.Tool;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Each preset with a server that refuses what the real one refuses. */
@Timeout(60)
class ServersTest {
    private static final String MODEL = "m/1";

    private static final Params ALL =
            Params.DEFAULT
                    .withMaxTokens(50)
                    .withTemperature(0.5)
                    .withTopP(0.9)
                    .withStop("###")
                    .withTopK(20)
                    .withFrequencyPenalty(0.1)
                    .withPresencePenalty(0.2)
                    .withSeed(42)
                    .withLogProbs(true)
                    .withReasoningEffort("low");

    record City(String name) {}

    private static Bedrock client(ServerStub stub, StubServer kind) {
        Map<String, String> variables = kind.environment(stub.url());
        if (kind.variable != null) {
            variables.put(kind.variable, StubServer.KEY);
        }
        return client(kind.preset(stub.url()), variables);
    }

    private static Bedrock client(CompatibleServer server, Map<String, String> variables) {
        return Bedrock.builder()
                .endpoint(server)
                .environment(Environment.of(variables, Clock.systemUTC()))
                .retries(Retries.NONE)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void asksAndStreamsWithEachSettingThatTheServerSupports(StubServer kind) throws Exception {
        try (var stub = new ServerStub(kind);
                Bedrock client = client(stub, kind)) {
            Chat chat = client.chat(MODEL).system("Be brief.").params(ALL).open();
            Reply whole = chat.ask("Hi");
            Reply streamed;
            try (ReplyStream stream = chat.stream("Hi again")) {
                assertThat(String.join("", stream.text())).isEqualTo("Hello.");
                streamed = stream.reply();
            }

            assertThat(stub.faults()).isEmpty();
            for (Reply reply : List.of(whole, streamed)) {
                assertThat(reply.text()).isEqualTo("Hello.");
                assertThat(reply.usage().input()).isEqualTo(7);
                assertThat(reply.usage().output()).isEqualTo(3);
            }
            Json.Obj body = stub.bodies().getFirst();
            assertThat(body.get("temperature")).isEqualTo(Json.of(0.5));
            assertThat(body.members().keySet())
                    .containsAnyOf("max_tokens", "max_completion_tokens");
            for (String field :
                    List.of(
                            "stop",
                            "top_k",
                            "frequency_penalty",
                            "presence_penalty",
                            "seed",
                            "random_seed",
                            "logprobs",
                            "reasoning_effort",
                            "reasoning")) {
                assertThat(body.get(field) != null).as(field).isEqualTo(kind.accepts(field));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTemperatureMayBeAsHighAsTheServersMaximum(StubServer kind) throws Exception {
        try (var stub = new ServerStub(kind);
                Bedrock client = client(stub, kind)) {
            var most = Params.DEFAULT.withTemperature(kind.maxTemperature);
            client.chat(MODEL).params(most).ask("Hi");

            assertThat(stub.bodies().getFirst().get("temperature"))
                    .isEqualTo(Json.of(kind.maxTemperature));
            if (kind.maxTemperature < 5) {
                var more = Params.DEFAULT.withTemperature(kind.maxTemperature + 0.1);
                assertThatThrownBy(() -> client.chat(MODEL).params(more).ask("Hi"))
                        .isInstanceOf(ValidationException.class)
                        .hasMessageContaining("temperature");
                assertThat(stub.faults()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void toolsRunAndTheirCallsAreSentBack(StubServer kind) throws Exception {
        Tool weather = Tool.of("weather", "The weather of a city", City.class, city -> "Sunny.");
        try (var stub = new ServerStub(kind);
                Bedrock client = client(stub, kind)) {
            Chat chat = client.chat(MODEL).tools(weather).open();
            if (!kind.hasTools()) {
                assertThatThrownBy(() -> chat.ask("The weather?"))
                        .isInstanceOf(ValidationException.class)
                        .hasMessageContaining("does not support tools");
                return;
            }
            assertThat(chat.ask("The weather?").text()).isEqualTo("Hello.");
            try (ReplyStream stream = chat.stream("And now?")) {
                assertThat(stream.reply().text()).isEqualTo("Hello.");
            }
            assertThat(stub.faults()).isEmpty();
            assertThat(stub.bodies()).hasSize(3);
        }
    }

    /** The tools of another model ran, and the next question came with their results. */
    @ParameterizedTest
    @EnumSource
    void theConversationOfAnotherModelGoesOn(StubServer kind) throws Exception {
        try (var stub = new ServerStub(kind);
                Bedrock client = client(stub, kind)) {
            var call = new Content.ToolUse("toolu_01", "weather", Json.EMPTY, null, Json.EMPTY);
            List<Content> sunny = List.of(Content.text("Sunny."));
            var result = new Content.ToolResult("toolu_01", sunny, null, null, Json.EMPTY);
            var questions = List.of(Content.text("One."), Content.text("Two."));
            var messages = new ArrayList<Message>();
            messages.add(Message.user("The weather?"));
            messages.add(Message.assistant(call));
            if (kind.hasTools()) {
                messages.add(Message.user(result, questions.get(0), questions.get(1)));
            } else {
                messages.add(Message.user(result));
                messages.add(Message.assistant("It is sunny."));
                messages.add(Message.user(questions.get(0), questions.get(1)));
            }
            Reply reply = client.model(MODEL).invoke(messages.toArray(Message[]::new));

            assertThat(stub.faults()).isEmpty();
            assertThat(reply.text()).isEqualTo("Hello.");
            assertThat(stub.bodies().getFirst().toString()).contains("Sunny.", "One.", "Two.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersHaveTheFormOfARecord(StubServer kind) throws Exception {
        try (var stub = new ServerStub(kind);
                Bedrock client = client(stub, kind)) {
            City city = client.model(MODEL).extract(City.class, "The capital of Switzerland?");

            assertThat(city.name()).isEqualTo("Bern");
            assertThat(stub.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theModelsAreListed(StubServer kind) throws Exception {
        try (var stub = new ServerStub(kind);
                Bedrock client = client(stub, kind)) {
            if (!kind.listsModels()) {
                assertThatThrownBy(client::models)
                        .isInstanceOf(ValidationException.class)
                        .hasMessageContaining("does not list its models");
                return;
            }
            assertThat(client.models()).extracting(ListedModel::id).containsExactly(MODEL);
            ListedModel model = client.models().getFirst();
            assertThat(model.isCallable()).isTrue();
            switch (kind) {
                case CLOUDFLARE -> assertPrices(model, 24_000, "0.29", "2.25");
                case HUGGING_FACE -> assertPrices(model, 64_000, "0.1", "0.3");
                case OPEN_ROUTER -> {
                    assertPrices(model, 200_000, "0.3", "2.5");
                    assertThat(model.inputs()).containsExactly("TEXT", "IMAGE");
                    assertThat(model.facts().maxOutput()).isEqualTo(32_000);
                }
                case GROQ -> assertThat(model.facts().maxOutput()).isEqualTo(8_192);
                case MISTRAL -> assertThat(model.facts().contextWindow()).isEqualTo(131_072);
                case VLLM -> assertThat(model.facts().contextWindow()).isEqualTo(32_768);
                default -> assertThat(model.facts()).isNull();
            }
        }
    }

    private static void assertPrices(ListedModel model, int context, String input, String output) {
        assertThat(model.facts().contextWindow()).isEqualTo(context);
        assertThat(model.facts().prices().input()).isEqualTo(new BigDecimal(input));
        assertThat(model.facts().prices().output()).isEqualTo(new BigDecimal(output));
    }

    @ParameterizedTest
    @EnumSource
    void aWrongKeyIsReportedWithItsVariable(StubServer kind) throws Exception {
        if (kind.variable == null) {
            return; // such a server needs none
        }
        try (var stub = new ServerStub(kind);
                Bedrock client =
                        client(
                                kind.preset(stub.url()).withKey("wrong-key-123"),
                                kind.environment(stub.url()))) {
            BedrockException failure = failure(() -> client.chat(MODEL).ask("Hi"));

            assertThat(failure.what())
                    .containsIgnoringCase(
                            switch (kind) {
                                case PERPLEXITY -> "401 Authorization Required";
                                case GEMINI -> "API key not valid";
                                case DATABRICKS -> "Invalid access token";
                                default -> "this key is wrong";
                            });
            assertThat(failure.details().remedy()).contains(kind.variable);
            assertThat(failure.getMessage()).doesNotContain("wrong-key-123");
            assertNothingOfAws(failure);
            if (kind != StubServer.DATABRICKS) {
                assertThat(failure).isInstanceOf(CredentialsException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMissingKeyIsReportedWithItsVariable(StubServer kind) throws Exception {
        try (var stub = new ServerStub(kind);
                Bedrock client = client(kind.preset(stub.url()), kind.environment(stub.url()))) {
            if (!kind.requiresKey()) {
                assertThat(client.chat(MODEL).ask("Hi").text()).isEqualTo("Hello.");
                return;
            }
            BedrockException failure = failure(() -> client.chat(MODEL).ask("Hi"));

            assertThat(failure).isInstanceOf(CredentialsException.class);
            assertThat(failure.what()).contains(kind.variable + " is not set");
            assertThat(failure.details().remedy()).contains("Set " + kind.variable);
            assertNothingOfAws(failure);
            assertThat(stub.faults()).isEmpty();
        }
    }

    static BedrockException failure(ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(BedrockException.class, call);
    }

    static void assertNothingOfAws(BedrockException failure) {
        String remedy = String.valueOf(failure.details().remedy());
        assertThat(remedy.replace("bedrock.models()", ""))
                .doesNotContainIgnoringCase("bedrock")
                .doesNotContainIgnoringCase("aws")
                .doesNotContainIgnoringCase("inference profile")
                .doesNotContainIgnoringCase("region")
                .doesNotContainIgnoringCase("quota")
                .doesNotContainIgnoringCase("session token");
    }

    @Test
    void aCostThatTheServerReturnsIsTheCost() throws Exception {
        for (StubServer kind : List.of(StubServer.OPEN_ROUTER, StubServer.PERPLEXITY)) {
            try (var stub = new ServerStub(kind);
                    Bedrock client = client(stub, kind)) {
                Chat chat = client.chat(MODEL).open();
                Reply whole = chat.ask("Hi");
                Reply streamed;
                try (ReplyStream stream = chat.stream("Hi")) {
                    streamed = stream.reply();
                }
                var one = new BigDecimal(kind == StubServer.PERPLEXITY ? "0.006" : "0.00014");
                assertThat(whole.cost().usd()).isEqualTo(one);
                assertThat(streamed.cost().usd()).isEqualTo(one);
                assertThat(whole.cost().isKnown()).isTrue();
                var both = one.add(one).stripTrailingZeros();
                assertThat(chat.cost().usd()).isEqualTo(both);
                assertThat(client.usage().get(MODEL).cost().usd()).isEqualTo(both);
            }
        }
    }

    @Test
    void aCostThatTheServerDoesNotReturnIsUnknown() throws Exception {
        try (var stub = new ServerStub(StubServer.MISTRAL);
                Bedrock client = client(stub, StubServer.MISTRAL)) {
            assertThat(client.chat(MODEL).ask("Hi").cost().isKnown()).isFalse();
        }
    }

    @Test
    void theSourcesOfPerplexityAreCitations() throws Exception {
        try (var stub = new ServerStub(StubServer.PERPLEXITY);
                Bedrock client = client(stub, StubServer.PERPLEXITY)) {
            Chat chat = client.chat(MODEL).open();
            Reply whole = chat.ask("Hi");
            Reply streamed;
            try (ReplyStream stream = chat.stream("Hi")) {
                streamed = stream.reply();
            }
            chat.ask("Hi");

            assertThat(stub.faults()).isEmpty();
            for (Reply reply : List.of(whole, streamed)) {
                var cited = (Content.CitedText) reply.turn().content().getFirst();
                assertThat(cited.text()).isEqualTo("Hello.");
                assertThat(cited.citations().getFirst().location().url())
                        .isEqualTo("https://example.com/source");
                assertThat(reply.raw().array("citations"))
                        .containsExactly(Json.of("https://example.com/source"));
                assertThat(reply.raw().array("choices").toString())
                        .contains("\"content\":\"Hello.\"");
            }
        }
    }

    /** The stub is as strict as the real server: what OpenAI accepts is refused there. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"CLOUDFLARE", "DATABRICKS", "GEMINI", "MISTRAL", "PERPLEXITY", "SNOWFLAKE"})
    void withoutThePresetTheSameRequestIsRefused(StubServer kind) throws Exception {
        try (var stub = new ServerStub(kind)) {
            String base = stub.url() + kind.path.replace("/chat/completions", "");
            var plain = CompatibleServer.openAiCompatible(base, StubServer.KEY);
            try (Bedrock client = client(plain, Map.of())) {
                Chat chat = client.chat(MODEL).params(ALL).open();
                try (ReplyStream stream = chat.stream("Hi")) {
                    stream.reply(); // a second attempt may have left out what was refused
                } catch (ValidationException e) {
                    assertThat(e.details().status()).isBetween(400, 422);
                }
                assertThat(stub.faults()).isNotEmpty();
            }
        }
    }
}
