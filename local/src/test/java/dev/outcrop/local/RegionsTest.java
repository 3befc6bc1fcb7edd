package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.model.FoundationModelSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

import java.util.List;

/** Models by region, on demand and by inference profile. */
class RegionsTest {
    private static LocalBedrock local;
    private static LocalBedrock everywhere;
    private static AwsClients virginia;
    private static AwsClients frankfurt;

    @BeforeAll
    static void start() {
        local = LocalBedrock.builder().regional().start();
        everywhere = LocalBedrock.start();
        virginia = new AwsClients(local, Region.US_EAST_1);
        frankfurt = new AwsClients(local, Region.EU_CENTRAL_1);
    }

    @AfterAll
    static void stop() {
        virginia.close();
        frankfurt.close();
        local.close();
        everywhere.close();
    }

    @ParameterizedTest
    @CsvSource({
        "us.amazon.nova-lite-v1:0, true, false",
        "eu.amazon.nova-lite-v1:0, false, true",
        "amazon.nova-lite-v1:0, true, false",
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0, true, true",
        "mistral.mixtral-8x7b-instruct-v0:1, true, false",
        "qwen.qwen3-235b-a22b-2507-v1:0, false, true"
    })
    void aModelIsCalledInItsRegions(String modelId, boolean inVirginia, boolean inFrankfurt) {
        assertCallable(virginia, modelId, inVirginia);
        assertCallable(frankfurt, modelId, inFrankfurt);
        try (var other = new AwsClients(everywhere, Region.EU_CENTRAL_1)) {
            assertCallable(other, modelId, true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-sonnet-4-5-20250929-v1:0",
                "anthropic.claude-opus-4-8",
                "anthropic.claude-sonnet-5-5",
                "amazon.nova-2-lite-v1:0",
                "amazon.nova-premier-v1:0",
                "deepseek.r1-v1:0"
            })
    void aModelThatNeedsAProfileIsRefusedByItsOwnId(String modelId) {
        assertThatThrownBy(() -> converse(virginia, modelId))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("with on-demand throughput isn’t supported");
        assertThatThrownBy(() -> converse(virginia, "anthropic.claude-sonnet-4-5"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("The provided model identifier is invalid.");
    }

    @Test
    void theListsAreOfTheRegion() {
        List<InferenceProfileSummary> profiles =
                frankfurt
                        .control
                        .listInferenceProfilesPaginator(request -> request.maxResults(7))
                        .inferenceProfileSummaries()
                        .stream()
                        .toList();
        List<String> models =
                frankfurt.control.listFoundationModels(request -> {}).modelSummaries().stream()
                        .map(FoundationModelSummary::modelId)
                        .toList();

        assertThat(profiles)
                .isNotEmpty()
                .allMatch(profile -> profile.inferenceProfileId().matches("(eu|global)\\..*"))
                .allMatch(
                        profile ->
                                profile.inferenceProfileArn()
                                        .startsWith("arn:aws:bedrock:eu-central-1:"));
        assertThat(models)
                .contains("amazon.nova-lite-v1:0", "qwen.qwen3-235b-a22b-2507-v1:0")
                .doesNotContain("amazon.nova-canvas-v1:0");
        assertThatThrownBy(
                        () ->
                                frankfurt.control.getFoundationModel(
                                        request ->
                                                request.modelIdentifier("amazon.nova-canvas-v1:0")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(
                        virginia.control
                                .getFoundationModel(
                                        request ->
                                                request.modelIdentifier("amazon.nova-canvas-v1:0"))
                                .modelDetails()
                                .outputModalitiesAsStrings())
                .containsExactly("IMAGE");
        assertThatThrownBy(
                        () ->
                                frankfurt.control.getInferenceProfile(
                                        request ->
                                                request.inferenceProfileIdentifier(
                                                        "us.amazon.nova-lite-v1:0")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void theListOfModelsIsFiltered() {
        try (var aws = new AwsClients(everywhere)) {
            assertThat(
                            aws.control
                                    .listFoundationModels(
                                            request -> request.byOutputModality("EMBEDDING"))
                                    .modelSummaries())
                    .extracting(FoundationModelSummary::modelId)
                    .contains("cohere.embed-v4:0", "amazon.titan-embed-text-v2:0")
                    .doesNotContain("amazon.nova-lite-v1:0");
            assertThat(
                            aws.control
                                    .listFoundationModels(
                                            request ->
                                                    request.byProvider("stability ai")
                                                            .byInferenceType("ON_DEMAND"))
                                    .modelSummaries())
                    .isNotEmpty()
                    .allMatch(model -> model.providerName().equals("Stability AI"));
            assertThat(
                            aws.control
                                    .listFoundationModels(
                                            request -> request.byInferenceType("ON_DEMAND"))
                                    .modelSummaries())
                    .extracting(FoundationModelSummary::modelId)
                    .doesNotContain("anthropic.claude-sonnet-4-5-20250929-v1:0");
            assertThat(
                            aws.control
                                    .listInferenceProfiles(
                                            request -> request.typeEquals("APPLICATION"))
                                    .inferenceProfileSummaries())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "amazon.nova-canvas-v1:0, '{\"taskType\":\"TEXT_IMAGE\",\"textToImageParams\":{\"text\":\"A boat\"}}'",
        "amazon.titan-image-generator-v2:0, '{\"taskType\":\"TEXT_IMAGE\",\"textToImageParams\":{\"text\":\"A boat\"}}'",
        "stability.stable-diffusion-xl-v1, '{\"text_prompts\":[{\"text\":\"A boat\"}]}'"
    })
    void imageModelsAreKnown(String modelId, String body) throws Exception {
        try (var http = new Http(everywhere)) {
            assertThat(http.post("/model/" + modelId + "/invoke", body).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aClaudeStreamBeginsWithItsInputTokens() throws Exception {
        try (var http = new Http(everywhere)) {
            String body =
                    http.post(
                                    "/anthropic/v1/messages",
                                    "{\"model\":\"us.anthropic.claude-sonnet-4-6\",\"max_tokens\":99,\"stream\":true,"
                                            + "\"messages\":[{\"role\":\"user\",\"content\":\"How many tokens?\"}]}")
                            .body();
            List<Json.Obj> events =
                    body.lines()
                            .filter(line -> line.startsWith("data: "))
                            .map(line -> (Json.Obj) Json.parse(line.substring(6)))
                            .toList();
            long first =
                    events.getFirst().object("message").object("usage").integer("input_tokens", 0);
            long last = events.get(events.size() - 2).object("usage").integer("input_tokens", -1);

            assertThat(first).isPositive().isEqualTo(last);
        }
    }

    @Test
    void reasoningConfigIsCheckedAsThinking() throws Exception {
        try (var http = new Http(everywhere)) {
            String asked =
                    "{\"additionalModelRequestFields\":{\"reasoning_config\":{\"type\":\"enabled\","
                            + "\"budget_tokens\":1000}},\"inferenceConfig\":{\"maxTokens\":2000},"
                            + Http.asking("x").substring(1);

            assertThat(http.converse(asked).body())
                    .contains(
                            "thinking.enabled.budget_tokens: Input should be greater than or equal"
                                    + " to 1024");
            assertThat(http.converse(asked.replace("1000", "1024")).body())
                    .contains("\"reasoningContent\"");
            assertThat(
                            http.converse(
                                            asked.replace("1000", "1024")
                                                    .replace(
                                                            "\"maxTokens\":2000",
                                                            "\"maxTokens\":2000,\"temperature\":0.3"))
                                    .statusCode())
                    .isEqualTo(400);
        }
    }

    private static void assertCallable(AwsClients aws, String modelId, boolean is) {
        if (is) {
            converse(aws, modelId);
        } else {
            assertThatThrownBy(() -> converse(aws, modelId))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("The provided model identifier is invalid.");
        }
    }

    private static void converse(AwsClients aws, String modelId) {
        aws.models.converse(
                request ->
                        request.modelId(modelId)
                                .messages(
                                        Message.builder()
                                                .role(ConversationRole.USER)
                                                .content(ContentBlock.fromText("Hi"))
                                                .build()));
    }
}
