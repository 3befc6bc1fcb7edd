package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The native formats, asked by AWS's SDK: whole and streamed, they say the same. */
class InvokeModelTest {
    private static final String QUESTION = "Tell me a joke";

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
                        .build();
        async =
                BedrockRuntimeAsyncClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(credentials)
                        .build();
    }

    @AfterAll
    static void stop() {
        sync.close();
        async.close();
        local.close();
    }

    @Test
    void embeddingsAreAVectorAndAreNotStreamed() {
        SdkBytes asked = SdkBytes.fromUtf8String("{\"inputText\":\"Hello\",\"dimensions\":256}");
        String model = "amazon.titan-embed-text-v2:0";

        var response = sync.invokeModel(request -> request.modelId(model).body(asked));

        Json.Obj body = (Json.Obj) Json.parse(response.body().asUtf8String());
        assertThat(body.array("embedding")).hasSize(256);
        assertThatThrownBy(
                        () ->
                                async.invokeModelWithResponseStream(
                                                request -> request.modelId(model).body(asked),
                                                InvokeModelWithResponseStreamResponseHandler
                                                        .builder()
                                                        .subscriber(part -> {})
                                                        .build())
                                        .get())
                .hasMessageContaining("unsupported for streaming");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "us.anthropic.claude-haiku-4-5-20251001-v1:0 | {'anthropic_version':'bedrock-2023-05-31','max_tokens':500,'messages':[{'role':'user','content':'Q'}]} | content.0.text | delta.text",
                "amazon.nova-lite-v1:0 | {'messages':[{'role':'user','content':[{'text':'Q'}]}],'inferenceConfig':{'max_new_tokens':500}} | output.message.content.0.text | contentBlockDelta.delta.text",
                "meta.llama3-8b-instruct-v1:0 | {'prompt':'Q','max_gen_len':500} | generation | generation",
                "mistral.mistral-7b-instruct-v0:2 | {'prompt':'<s>[INST] Q [/INST]','max_tokens':500} | outputs.0.text | outputs.0.text",
                "mistral.mistral-large-2407-v1:0 | {'messages':[{'role':'user','content':'Q'}],'max_tokens':500} | choices.0.message.content | choices.0.delta.content",
                "openai.gpt-oss-20b-1:0 | {'messages':[{'role':'user','content':'Q'}],'max_completion_tokens':500} | choices.0.message.content | choices.0.delta.content"
            })
    void answersInTheFormatOfTheModel(String modelId, String body, String whole, String piece)
            throws Exception {
        SdkBytes asked = SdkBytes.fromUtf8String(body.replace('\'', '"').replace("Q", QUESTION));
        var response = sync.invokeModel(request -> request.modelId(modelId).body(asked));
        String text = at(Json.parse(response.body().asUtf8String()), whole);

        assertThat(text).startsWith("This is the local Bedrock.");
        assertThat(
                        response.sdkHttpResponse()
                                .firstMatchingHeader("x-amzn-bedrock-input-token-count"))
                .hasValueSatisfying(count -> assertThat(Integer.parseInt(count)).isPositive());

        List<Json> chunks = stream(modelId, asked);
        var streamed = new StringBuilder();
        chunks.forEach(chunk -> streamed.append(at(chunk, piece)));
        assertThat(streamed).hasToString(text);
        assertThat(
                        ((Json.Obj) chunks.getLast())
                                .object("amazon-bedrock-invocationMetrics")
                                .members())
                .containsOnlyKeys(
                        "inputTokenCount",
                        "outputTokenCount",
                        "invocationLatency",
                        "firstByteLatency");
    }

    @Test
    void aStreamOfAnthropicsHasItsEventsInOrder() throws Exception {
        var asked =
                SdkBytes.fromUtf8String(
                        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":3,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]}");
        List<Json> chunks = stream("us.anthropic.claude-haiku-4-5-20251001-v1:0", asked);

        assertThat(chunks.stream().map(chunk -> ((Json.Obj) chunk).string("type")).distinct())
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(at(chunks.get(chunks.size() - 2), "delta.stop_reason")).isEqualTo("max_tokens");
    }

    private static List<Json> stream(String modelId, SdkBytes body) throws Exception {
        var chunks = new ArrayList<Json>();
        async.invokeModelWithResponseStream(
                        request -> request.modelId(modelId).body(body),
                        InvokeModelWithResponseStreamResponseHandler.builder()
                                .subscriber(
                                        InvokeModelWithResponseStreamResponseHandler.Visitor
                                                .builder()
                                                .onChunk(
                                                        part ->
                                                                chunks.add(
                                                                        Json.parse(
                                                                                part.bytes()
                                                                                        .asUtf8String())))
                                                .build())
                                .build())
                .get(30, TimeUnit.SECONDS);
        return chunks;
    }

    /** The text at a path; empty where there is none. */
    private static String at(Json json, String path) {
        Json value = json;
        for (String part : List.of(path.split("\\.", -1))) {
            value =
                    switch (value) {
                        case Json.Obj object -> object.members().getOrDefault(part, Json.NULL);
                        case Json.Arr(List<Json> elements) ->
                                Integer.parseInt(part) < elements.size()
                                        ? elements.get(Integer.parseInt(part))
                                        : Json.NULL;
                        default -> Json.NULL;
                    };
        }
        return value instanceof Json.Str(String text) ? text : "";
    }
}
