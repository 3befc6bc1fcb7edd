package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.OutputConfig;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * AWS's SDK for Java, told nothing but the endpoint. The asynchronous client speaks HTTP/2 with
 * prior knowledge.
 */
class AwsSdkTest {
    private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static final String PLACE =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

    private static final Json OSLO = Json.EMPTY.with("city", Json.of("Oslo"));

    private static final ToolConfiguration WEATHER =
            ToolConfiguration.builder()
                    .tools(
                            Tool.fromToolSpec(
                                    tool ->
                                            tool.name("weather")
                                                    .inputSchema(
                                                            ToolInputSchema.fromJson(place()))))
                    .build();

    private static LocalBedrock local;
    private static BedrockRuntimeClient sync;
    private static BedrockRuntimeAsyncClient async;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
        var credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "none"));
        sync =
                BedrockRuntimeClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(credentials)
                        .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider())
                        .build();
        async =
                BedrockRuntimeAsyncClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(credentials)
                        .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider())
                        .build();
    }

    @AfterAll
    static void stop() {
        sync.close();
        async.close();
        local.close();
    }

    @Test
    void chatsSynchronously() {
        var response =
                sync.converse(
                        request ->
                                request.modelId(MODEL)
                                        .system(SystemContentBlock.fromText("Be brief."))
                                        .messages(user("Tell me three jokes about statisticians")));

        assertThat(response.output().message().content().getFirst().text())
                .contains("1. A statistician")
                .contains("3. A statistician's wife");
        assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(response.usage().totalTokens())
                .isEqualTo(response.usage().inputTokens() + response.usage().outputTokens());
        assertThat(response.responseMetadata().requestId()).isNotEqualTo("UNKNOWN");
        assertThat(local.requests().getLast().header("authorization"))
                .startsWith("AWS4-HMAC-SHA256 ");
    }

    @Test
    void chatsAsynchronouslyOverHttp2() throws Exception {
        var response =
                async.converse(request -> request.modelId(MODEL).messages(user("Over HTTP/2")))
                        .get(30, TimeUnit.SECONDS);

        assertThat(response.output().message().content().getFirst().text())
                .contains("“Over HTTP/2”");
        assertThat(local.requests().getLast().protocol()).isEqualTo("HTTP/2.0");
    }

    @Test
    void takesAnArn() {
        var response =
                sync.converse(
                        request ->
                                request.modelId(
                                                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/1arbu5hu2sjr")
                                        .messages(user("Hello")));

        assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
    }

    @Test
    void namesTheErrorAndItsCode() {
        assertThatThrownBy(
                        () ->
                                sync.converse(
                                        request ->
                                                request.modelId("does-not-exist")
                                                        .messages(user("Hello"))))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(400);
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException");
                            assertThat(e.awsErrorDetails().errorMessage())
                                    .isEqualTo("The provided model identifier is invalid.");
                            assertThat(e.requestId()).isNotBlank();
                        });
    }

    @Test
    void namesTheErrorOfAStream() {
        assertThatThrownBy(() -> stream("does-not-exist", "Hello").get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ValidationException.class);
    }

    @Test
    void streamsThreeAnswersAtOnce() throws Exception {
        var answers = IntStream.range(0, 3).mapToObj(i -> stream(MODEL, "Question " + i)).toList();

        for (int i = 0; i < 3; i++) {
            assertThat(answers.get(i).get(30, TimeUnit.SECONDS))
                    .startsWith("This is the local Bedrock.")
                    .contains("“Question " + i + "”")
                    .endsWith("end_turn");
        }
    }

    @Test
    void callsToolsAndTakesTheirResults() {
        Message question = user("Call weather for city=\"Oslo\"");
        var asks =
                sync.converse(
                        request -> request.modelId(MODEL).messages(question).toolConfig(WEATHER));
        ToolUseBlock call = toolUse(asks.output().message());

        assertThat(asks.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(call.input().asMap()).containsEntry("city", Document.fromString("Oslo"));

        Message result =
                Message.builder()
                        .role("user")
                        .content(
                                ContentBlock.fromToolResult(
                                        block ->
                                                block.toolUseId(call.toolUseId())
                                                        .content(
                                                                ToolResultContentBlock.fromText(
                                                                        "7 degrees"))))
                        .build();
        var answers =
                sync.converse(
                        request ->
                                request.modelId(MODEL)
                                        .messages(question, asks.output().message(), result)
                                        .toolConfig(WEATHER));
        assertThat(answers.output().message().content().getFirst().text())
                .contains("weather answered: 7 degrees");
    }

    @Test
    void streamsToolCalls() throws Exception {
        var input = new StringBuilder();
        var visitor =
                ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(
                                event -> {
                                    if (event.delta().toolUse() != null) {
                                        input.append(event.delta().toolUse().input());
                                    }
                                })
                        .build();
        async.converseStream(
                        request ->
                                request.modelId(MODEL)
                                        .messages(user("Call weather for city=\"Oslo\""))
                                        .toolConfig(WEATHER),
                        ConverseStreamResponseHandler.builder().subscriber(visitor).build())
                .get(30, TimeUnit.SECONDS);

        assertThat(Json.parse(input.toString())).isEqualTo(OSLO);
    }

    @Test
    void getsWhatFitsASchema() {
        var response =
                sync.converse(
                        request ->
                                request.modelId(MODEL)
                                        .messages(user("Where? city=\"Oslo\""))
                                        .outputConfig(AwsSdkTest::place));

        assertThat(Json.parse(response.output().message().content().getFirst().text()))
                .isEqualTo(OSLO);
    }

    @Test
    void streamsWhatFitsASchema() throws Exception {
        String streamed =
                stream(
                                request ->
                                        request.modelId(MODEL)
                                                .messages(user("Where? city=\"Oslo\""))
                                                .outputConfig(AwsSdkTest::place))
                        .get(30, TimeUnit.SECONDS);

        assertThat(streamed).endsWith("end_turn");
        assertThat(Json.parse(streamed.substring(0, streamed.length() - "end_turn".length())))
                .isEqualTo(OSLO);
    }

    @Test
    void sendsImages() throws Exception {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G'};
        Message message =
                Message.builder()
                        .role("user")
                        .content(
                                ContentBlock.fromText("What is this?"),
                                ContentBlock.fromImage(
                                        image ->
                                                image.format("png")
                                                        .source(
                                                                source ->
                                                                        source.bytes(
                                                                                SdkBytes
                                                                                        .fromByteArray(
                                                                                                picture)))))
                        .build();

        sync.converse(request -> request.modelId(MODEL).messages(message));
        assertThat(local.requests().getLast().body().toString()).contains("\"bytes\":\"iVBORw==\"");
        assertThat(
                        stream(request -> request.modelId(MODEL).messages(message))
                                .get(30, TimeUnit.SECONDS))
                .contains("What is this?");
        assertThat(local.requests().getLast().body().toString()).contains("\"bytes\":\"iVBORw==\"");
    }

    @Test
    void namesTheErrorInMidStream() {
        assertThatThrownBy(() -> stream(MODEL, "say error:midstream").get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ModelStreamErrorException.class);
    }

    /** The text, and after it the stop reason. */
    private static CompletableFuture<String> stream(String modelId, String question) {
        return stream(request -> request.modelId(modelId).messages(user(question)));
    }

    private static CompletableFuture<String> stream(Consumer<ConverseStreamRequest.Builder> asked) {
        var text = new StringBuilder();
        return async.converseStream(
                        asked,
                        ConverseStreamResponseHandler.builder()
                                .subscriber(
                                        ConverseStreamResponseHandler.Visitor.builder()
                                                .onContentBlockDelta(
                                                        event -> text.append(event.delta().text()))
                                                .onMessageStop(
                                                        event ->
                                                                text.append(
                                                                        event.stopReasonAsString()))
                                                .build())
                                .build())
                .thenApply(done -> text.toString());
    }

    private static Message user(String text) {
        return Message.builder().role("user").content(ContentBlock.fromText(text)).build();
    }

    private static void place(OutputConfig.Builder output) {
        output.textFormat(
                format ->
                        format.type("json_schema")
                                .structure(
                                        structure ->
                                                structure.jsonSchema(
                                                        json -> json.name("place").schema(PLACE))));
    }

    private static Document place() {
        return Document.mapBuilder()
                .putString("type", "object")
                .putMap(
                        "properties",
                        names -> names.putMap("city", m -> m.putString("type", "string")))
                .putList("required", names -> names.addString("city"))
                .build();
    }

    private static ToolUseBlock toolUse(Message message) {
        return message.content().stream()
                .filter(block -> block.toolUse() != null)
                .findFirst()
                .orElseThrow()
                .toolUse();
    }
}
