package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.authentication.LocalCredentials;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.BedrockAgentRuntimeException;
import software.amazon.awssdk.services.bedrockagentruntime.model.BedrockRerankingConfiguration;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankDocument;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankDocumentType;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankQuery;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankQueryContentType;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankResult;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankSource;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankSourceType;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankingConfigurationType;
import software.amazon.awssdk.services.bedrockagentruntime.model.ValidationException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Rerank by AWS's client of {@code bedrock-agent-runtime}, with a signature that is checked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RerankTest {
    private static final String COHERE =
            "arn:aws:bedrock:us-west-2::foundation-model/cohere.rerank-v3-5:0";
    private static final RerankSource[] THREE = {
        text("Carson City is in Nevada."),
        text("Paris is the capital of France."),
        text("I like tea.")
    };

    private LocalBedrock local;
    private BedrockAgentRuntimeClient agents;

    @BeforeAll
    void start() {
        local =
                LocalBedrock.builder()
                        .credentials(LocalCredentials.keys("AKIDEXAMPLE", "no-secret"))
                        .start();
        agents =
                BedrockAgentRuntimeClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.US_WEST_2)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIDEXAMPLE", "no-secret")))
                        .build();
    }

    @AfterAll
    void stop() {
        agents.close();
        local.close();
    }

    @Test
    void documentsAreOrderedByTheQuery() {
        List<RerankResult> results = rerank(COHERE, request -> {}, THREE);

        assertThat(results).extracting(RerankResult::index).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(results.getFirst().index()).isEqualTo(1);
        assertThat(results)
                .extracting(RerankResult::relevanceScore)
                .isSortedAccordingTo(Comparator.<Float>reverseOrder())
                .allSatisfy(score -> assertThat(score).isBetween(0f, 1f));
    }

    @Test
    void aNumberOfResultsIsALimit() {
        assertThat(
                        rerank(
                                "arn:aws:bedrock:us-west-2::foundation-model/amazon.rerank-v1:0",
                                request -> results(request, 2),
                                THREE))
                .extracting(RerankResult::index)
                .hasSize(2)
                .startsWith(1);
        assertThat(rerank(COHERE, request -> results(request, 1000), THREE)).hasSize(3);
    }

    @Test
    void jsonDocumentsAreComparedByTheirText() {
        var tea =
                RerankDocument.builder()
                        .type(RerankDocumentType.JSON)
                        .jsonDocument(
                                Document.mapBuilder()
                                        .putString("title", "Tea")
                                        .putNumber("price", 3)
                                        .build())
                        .build();
        var france =
                RerankDocument.builder()
                        .type(RerankDocumentType.JSON)
                        .jsonDocument(
                                Document.mapBuilder()
                                        .putString("title", "The capital of France")
                                        .build())
                        .build();

        assertThat(rerank(COHERE, request -> {}, source(tea), source(france)).getFirst().index())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0 | 1 | not supported for reranking",
                "arn:aws:bedrock:us-west-2::foundation-model/cohere.rerank-v9:0 | 1 | model identifier is invalid",
                "cohere rerank | 1 | modelArn",
                "cohere.rerank-v3-5:0 | 1001 | less than or equal to 1000",
                "cohere.rerank-v3-5:0 | 0 | greater than or equal to 1",
            })
    void whatBedrockRefusesIsRefused(String model, int most, String message) {
        assertThatThrownBy(() -> rerank(model, request -> results(request, most), THREE))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void documentsAreOfTheirTypeAndNeitherNoneNorTooMany() {
        var untold = RerankDocument.builder().type(RerankDocumentType.JSON).build();
        assertThatThrownBy(() -> rerank(COHERE, request -> {}, source(untold)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("jsonDocument");
        assertThatThrownBy(() -> rerank(COHERE, request -> {}))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("sources");
        var many = new RerankSource[1001];
        Arrays.fill(many, THREE[0]);
        assertThatThrownBy(() -> rerank(COHERE, request -> {}, many))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> rerank(COHERE, request -> {}, text("x".repeat(32_001))))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> rerank(COHERE, request -> request.nextToken("abc"), THREE))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("nextToken");
    }

    @Test
    void theOtherOperationsSayThatTheyAreNotEmulated() {
        assertThatThrownBy(
                        () ->
                                agents.retrieve(
                                        request ->
                                                request.knowledgeBaseId("ABCDEFGHIJ")
                                                        .retrievalQuery(query -> query.text("Hi"))))
                .isInstanceOf(BedrockAgentRuntimeException.class)
                .hasMessageContaining("does not emulate this operation of bedrock-agent-runtime");
    }

    private List<RerankResult> rerank(
            String model, Consumer<RerankRequest.Builder> more, RerankSource... sources) {
        RerankQuery query =
                RerankQuery.builder()
                        .type(RerankQueryContentType.TEXT)
                        .textQuery(text -> text.text("What is the capital of France?"))
                        .build();
        BedrockRerankingConfiguration reranking =
                BedrockRerankingConfiguration.builder()
                        .modelConfiguration(name -> name.modelArn(model))
                        .build();
        return agents.rerank(
                        request ->
                                request.queries(query)
                                        .sources(sources)
                                        .rerankingConfiguration(
                                                it ->
                                                        it.type(
                                                                        RerankingConfigurationType
                                                                                .BEDROCK_RERANKING_MODEL)
                                                                .bedrockRerankingConfiguration(
                                                                        reranking))
                                        .applyMutation(more))
                .results();
    }

    private static void results(RerankRequest.Builder request, int most) {
        var configured = request.build().rerankingConfiguration();
        request.rerankingConfiguration(
                configured.toBuilder()
                        .bedrockRerankingConfiguration(
                                configured.bedrockRerankingConfiguration().toBuilder()
                                        .numberOfResults(most)
                                        .build())
                        .build());
    }

    private static RerankSource text(String text) {
        return source(
                RerankDocument.builder()
                        .type(RerankDocumentType.TEXT)
                        .textDocument(of -> of.text(text))
                        .build());
    }

    private static RerankSource source(RerankDocument document) {
        return RerankSource.builder()
                .type(RerankSourceType.INLINE)
                .inlineDocumentSource(document)
                .build();
    }
}
