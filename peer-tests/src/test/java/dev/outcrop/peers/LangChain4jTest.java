package dev.outcrop.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** LangChain4j's models with the clients that they make themselves. */
@Isolated
class LangChain4jTest {
    private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static final JsonObjectSchema PLACE =
            JsonObjectSchema.builder().addStringProperty("city").required("city").build();

    private static final ToolSpecification WEATHER =
            ToolSpecification.builder()
                    .name("weather")
                    .description("The weather in a city")
                    .parameters(PLACE)
                    .build();

    private static Led led;
    private static BedrockChatModel model;
    private static BedrockStreamingChatModel streaming;

    @BeforeAll
    static void start() {
        led = Led.start();
        model = BedrockChatModel.builder().modelId(MODEL).build();
        streaming = BedrockStreamingChatModel.builder().modelId(MODEL).build();
    }

    @AfterAll
    static void stop() {
        led.close();
    }

    @Test
    void chats() {
        ChatResponse response =
                model.chat(
                        SystemMessage.from("Be brief."),
                        UserMessage.from("Tell me three jokes about statisticians"));

        assertThat(response.aiMessage().text()).contains("3. A statistician's wife");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.tokenUsage().totalTokenCount())
                .isGreaterThan(response.tokenUsage().inputTokenCount());
        assertThat(lastBody().array("system").toString()).contains("Be brief.");
    }

    @Test
    void streamsOverHttp2() throws Exception {
        var heard = new Heard();
        streaming.chat("Tell me three jokes about statisticians", heard);
        ChatResponse response = heard.end();

        assertThat(heard.deltas).hasSizeGreaterThan(20);
        assertThat(String.join("", heard.deltas)).isEqualTo(response.aiMessage().text());
        assertThat(response.aiMessage().text()).contains("3. A statistician's wife");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(led.local().requests().getLast().protocol()).isEqualTo("HTTP/2.0");
    }

    @Test
    void callsToolsAndTakesTheirResults() {
        var question = UserMessage.from("Call weather for city=\"Oslo\"");
        ChatResponse asks =
                model.chat(
                        ChatRequest.builder()
                                .messages(question)
                                .toolSpecifications(WEATHER)
                                .build());

        ToolExecutionRequest call = asks.aiMessage().toolExecutionRequests().getFirst();
        assertThat(asks.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
        assertThat(call.name()).isEqualTo("weather");
        assertThat(Json.parse(call.arguments()))
                .isEqualTo(Json.EMPTY.with("city", Json.of("Oslo")));

        ChatResponse answers =
                model.chat(
                        ChatRequest.builder()
                                .messages(
                                        List.of(
                                                question,
                                                asks.aiMessage(),
                                                ToolExecutionResultMessage.from(call, "7 degrees")))
                                .toolSpecifications(WEATHER)
                                .build());
        assertThat(answers.aiMessage().text()).contains("weather answered: 7 degrees");
    }

    @Test
    void streamsToolCalls() throws Exception {
        var heard = new Heard();
        streaming.chat(
                ChatRequest.builder()
                        .messages(UserMessage.from("Call weather for city=\"Oslo\""))
                        .toolSpecifications(WEATHER)
                        .build(),
                heard);

        ToolExecutionRequest call = heard.end().aiMessage().toolExecutionRequests().getFirst();
        assertThat(Json.parse(call.arguments()))
                .isEqualTo(Json.EMPTY.with("city", Json.of("Oslo")));
    }

    @Test
    void getsWhatFitsASchema() {
        ChatResponse response =
                model.chat(
                        ChatRequest.builder()
                                .messages(UserMessage.from("Where? city=\"Oslo\""))
                                .responseFormat(
                                        ResponseFormat.builder()
                                                .type(ResponseFormatType.JSON)
                                                .jsonSchema(
                                                        JsonSchema.builder()
                                                                .name("place")
                                                                .rootElement(PLACE)
                                                                .build())
                                                .build())
                                .build());

        assertThat(Json.parse(response.aiMessage().text()))
                .isEqualTo(Json.EMPTY.with("city", Json.of("Oslo")));
    }

    @Test
    void sendsImages() {
        ChatResponse response =
                model.chat(
                        UserMessage.from(
                                TextContent.from("What is this?"),
                                ImageContent.from(Led.png(), "image/png")));

        assertThat(response.aiMessage().text()).contains("What is this?");
        assertThat(lastBody().array("messages").toString())
                .contains("\"format\":\"png\"")
                .contains(Led.png());
    }

    @Test
    void seesErrorsForWhatTheyAre() {
        var wrong = BedrockChatModel.builder().modelId("does-not-exist").build();

        assertThatThrownBy(() -> wrong.chat("Hello"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("The provided model identifier is invalid.");

        led.local().script(Scripted.error("AccessDeniedException", "Not you."));
        assertThatThrownBy(() -> model.chat("Hello"))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Not you.");
    }

    @Test
    void seesTheErrorsOfStreams() {
        var wrong = BedrockStreamingChatModel.builder().modelId("does-not-exist").build();
        var heard = new Heard();
        wrong.chat("Hello", heard);

        assertThatThrownBy(heard::end)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InvalidRequestException.class);
    }

    private static Json.Obj lastBody() {
        return (Json.Obj) led.local().requests().getLast().body();
    }

    private static final class Heard implements StreamingChatResponseHandler {
        private final List<String> deltas = new CopyOnWriteArrayList<>();
        private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

        ChatResponse end() throws Exception {
            return end.get(30, TimeUnit.SECONDS);
        }

        @Override
        public void onPartialResponse(String delta) {
            deltas.add(delta);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            end.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }
    }
}
