package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailAssessment;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailConverseContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailConverseContentQualifier;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailConverseTextBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailStreamProcessingMode;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailTrace;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Guardrails in conversations, by AWS's SDK. */
class GuardedConverseTest {
    private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static LocalBedrock local;
    private static AwsClients aws;
    private static String id;
    private static String grounded;

    @BeforeAll
    static void start() throws Exception {
        local = LocalBedrock.start();
        aws = new AwsClients(local);
        id =
                Guardrails.create(
                        local,
                        """
                        {"wordPolicyConfig":{"wordsConfig":[{"text":"volcano"}]},
                         "topicPolicyConfig":{"topicsConfig":[{"name":"Tax","type":"DENY",
                           "definition":"Advice about taxes"}]},
                         "sensitiveInformationPolicyConfig":{
                           "piiEntitiesConfig":[{"type":"EMAIL","action":"ANONYMIZE",
                             "inputAction":"ANONYMIZE"}]}}
                        """);
        grounded =
                Guardrails.create(
                        local,
                        """
                        {"contextualGroundingPolicyConfig":{"filtersConfig":[
                          {"type":"GROUNDING","threshold":0.5},
                          {"type":"RELEVANCE","threshold":0.5}]}}
                        """);
    }

    @AfterAll
    static void stop() {
        aws.close();
        local.close();
    }

    @Test
    void wordsOfEarlierTurnsBlockToo() {
        var response =
                aws.models.converse(
                        request ->
                                request.modelId(MODEL)
                                        .guardrailConfig(
                                                guard ->
                                                        guard.guardrailIdentifier(id)
                                                                .guardrailVersion("DRAFT")
                                                                .trace(GuardrailTrace.ENABLED))
                                        .messages(
                                                user(ContentBlock.fromText("A volcano?")),
                                                Message.builder()
                                                        .role(ConversationRole.ASSISTANT)
                                                        .content(ContentBlock.fromText("Yes."))
                                                        .build(),
                                                user(ContentBlock.fromText("And a lake?"))));

        assertThat(response.stopReasonAsString()).isEqualTo("guardrail_intervened");
        assertThat(response.usage().totalTokens()).isZero();
        var input = input(response);
        assertThat(input.wordPolicy().customWords().getFirst().match()).isEqualTo("volcano");
        assertThat(input.appliedGuardrailDetails().guardrailVersion()).isEqualTo("DRAFT");
        assertThat(input.invocationMetrics().guardrailCoverage().textCharacters().guarded())
                .isEqualTo("A volcano?And a lake?".length());
        assertThat(response.trace().guardrail().hasOutputAssessments()).isFalse();
    }

    @Test
    void onlyMarkedTextIsGuardedIfThereIsAny() {
        local.script(Scripted.text("A thousand metres."));
        var response =
                converse(
                        id,
                        ContentBlock.fromText("The volcano is in the context."),
                        guarded(
                                "How high is it?",
                                GuardrailConverseContentQualifier.GUARD_CONTENT));

        assertThat(response.stopReasonAsString()).isEqualTo("end_turn");
        var coverage = input(response).invocationMetrics().guardrailCoverage().textCharacters();
        assertThat(coverage.guarded()).isEqualTo("How high is it?".length());
        assertThat(coverage.total())
                .isEqualTo("The volcano is in the context.How high is it?".length());
    }

    @Test
    void theModelReadsMaskedQuestions() {
        var response = converse(id, ContentBlock.fromText("Write to ann@example.com!"));

        assertThat(response.stopReasonAsString()).isEqualTo("end_turn");
        assertThat(response.output().message().content().getFirst().text())
                .contains("Write to {EMAIL}!")
                .doesNotContain("ann@example.com");
        assertThat(response.trace().guardrail().actionReason()).isEqualTo("Guardrail masked.");
    }

    @Test
    void nothingIsMaskedInWhatIsBlocked() {
        var response = converse(id, ContentBlock.fromText("Is ann@example.com at the volcano?"));

        assertThat(response.trace().guardrail().actionReason()).isEqualTo("Guardrail blocked.");
        assertThat(
                        input(response)
                                .sensitiveInformationPolicy()
                                .piiEntities()
                                .getFirst()
                                .actionAsString())
                .isEqualTo("NONE");
    }

    @Test
    void aFullTraceListsWhatWasNotFound() {
        var response =
                aws.models.converse(
                        request ->
                                request.modelId(MODEL)
                                        .guardrailConfig(
                                                guard ->
                                                        guard.guardrailIdentifier(id)
                                                                .guardrailVersion("DRAFT")
                                                                .trace(GuardrailTrace.ENABLED_FULL))
                                        .messages(user(ContentBlock.fromText("Hello"))));
        var input = input(response);

        assertThat(input.topicPolicy().topics().getFirst().name()).isEqualTo("Tax");
        assertThat(input.topicPolicy().topics().getFirst().detected()).isFalse();
        assertThat(input.sensitiveInformationPolicy().piiEntities().getFirst().typeAsString())
                .isEqualTo("EMAIL");
        assertThat(input.wordPolicy()).isNull();
    }

    @Test
    void anAnswerIsComparedWithItsSource() {
        ContentBlock[] asked = {
            guarded(
                    "London is the capital of UK. Tokyo is the capital of Japan.",
                    GuardrailConverseContentQualifier.GROUNDING_SOURCE),
            guarded("What is the capital of Japan?", GuardrailConverseContentQualifier.QUERY)
        };
        local.script(Scripted.text("Tokyo"));
        var right = converse(grounded, asked);
        local.script(Scripted.text("Bananas grow in Ecuador"));
        var wrong = converse(grounded, asked);

        assertThat(right.stopReasonAsString()).isEqualTo("end_turn");
        var filters =
                Objects.requireNonNull(right.trace().guardrail().outputAssessments().get(grounded))
                        .getFirst()
                        .contextualGroundingPolicy()
                        .filters();
        assertThat(filters).extracting(filter -> filter.actionAsString()).containsOnly("NONE");
        assertThat(filters).extracting(filter -> filter.score()).containsOnly(1.0);
        assertThat(wrong.stopReasonAsString()).isEqualTo("guardrail_intervened");
        assertThat(wrong.output().message().content().getFirst().text())
                .isEqualTo("Answer blocked.");
    }

    @Test
    void theDefaultEngineAnswersFromTheSource() {
        var response =
                converse(
                        grounded,
                        guarded(
                                "London is the capital of UK. Tokyo is the capital of Japan.",
                                GuardrailConverseContentQualifier.GROUNDING_SOURCE),
                        guarded(
                                "What is the capital of Japan?",
                                GuardrailConverseContentQualifier.QUERY));

        assertThat(response.stopReasonAsString()).isEqualTo("end_turn");
        assertThat(response.output().message().content().getFirst().text())
                .isEqualTo("Tokyo is the capital of Japan.");
    }

    @Test
    void chatCompletionsAreGuardedOnBedrockRuntime() throws Exception {
        try (var http = new Http(local)) {
            assertThat(complete(http, "/openai/v1/chat/completions", "bedrock-runtime"))
                    .contains("Question blocked.", "\"finish_reason\":\"content_filter\"");
            assertThat(complete(http, "/v1/chat/completions", "localhost"))
                    .doesNotContain("Question blocked.");
        }
    }

    private static String complete(Http http, String path, String host) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(http.uri(path))
                        .header("X-Amzn-Bedrock-GuardrailIdentifier", id)
                        .header("X-Amzn-Bedrock-GuardrailVersion", "DRAFT")
                        .header(
                                "Authorization",
                                host.startsWith("bedrock-runtime")
                                        ? "AWS4-HMAC-SHA256 Credential=A/20261130/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=0"
                                        : "Bearer key")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"model\":\"openai.gpt-oss-20b-1:0\",\"messages\":"
                                                + "[{\"role\":\"user\",\"content\":\"A volcano\"}]}"));
        var response = http.send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void aStreamIsMaskedBeforeItIsSent() throws Exception {
        local.script(Scripted.text("Write to ann@example.com, she is nice."));
        Streamed answer = stream(GuardrailStreamProcessingMode.SYNC, "Who is it?");

        assertThat(answer.text()).isEqualTo("Write to {EMAIL}, she is nice.");
        assertThat(answer.deltas()).hasSizeGreaterThan(3);
        assertThat(answer.stopReason()).isEqualTo("guardrail_intervened");
        assertThat(answer.metadata().trace().guardrail().modelOutput())
                .containsExactly("Write to ann@example.com, she is nice.");
        assertThat(answer.metadata().trace().guardrail().outputAssessments()).containsKey(id);
    }

    @Test
    void aBlockedStreamHasOneDelta() throws Exception {
        local.script(Scripted.text("It is a volcano."));
        Streamed output = stream(GuardrailStreamProcessingMode.SYNC, "What is it?");
        Streamed input = stream(GuardrailStreamProcessingMode.SYNC, "A volcano?");

        assertThat(output.deltas()).containsExactly("Answer blocked.");
        assertThat(output.stopReason()).isEqualTo("guardrail_intervened");
        assertThat(input.deltas()).containsExactly("Question blocked.");
        assertThat(input.stopReason()).isEqualTo("guardrail_intervened");
    }

    @Test
    void anAsynchronousStreamIsSentFirst() throws Exception {
        local.script(Scripted.text("It is a volcano."));
        Streamed answer = stream(GuardrailStreamProcessingMode.ASYNC, "What is it?");

        assertThat(answer.text()).isEqualTo("It is a volcano.Answer blocked.");
        assertThat(answer.stopReason()).isEqualTo("guardrail_intervened");
        assertThat(answer.metadata().trace().guardrail().actionReason())
                .isEqualTo("Guardrail blocked.");
    }

    @Test
    void anyEngineIsGuarded() throws Exception {
        Engine engine =
                (question, out) -> {
                    out.accept(Event.messageStart());
                    out.accept(Event.textDelta(0, "A vol"));
                    out.accept(Event.textDelta(0, "cano"));
                    out.accept(Event.blockStop(0));
                    throw ServiceError.of("ModelStreamErrorException", "It broke.");
                };
        try (LocalBedrock own = LocalBedrock.builder().engine(engine).start();
                var http = new Http(own)) {
            String config =
                    "{\"guardrailConfig\":{\"guardrailIdentifier\":\""
                            + Guardrails.create(
                                    own,
                                    "{\"wordPolicyConfig\":{\"wordsConfig\":[{\"text\":\"volcano\"}]}}")
                            + "\",\"guardrailVersion\":\"DRAFT\"},";
            String frames =
                    new String(
                            http.converseStream(config + Http.asking("Hi").substring(1)).body(),
                            StandardCharsets.UTF_8);

            assertThat(frames)
                    .contains("Answer blocked.", "modelStreamErrorException")
                    .doesNotContain("A vol");
        }
    }

    @Test
    void tagsMarkWhatIsGuardedInANativeBody() throws Exception {
        try (var http = new Http(local)) {
            String tagged =
                    "A volcano. <amazon-bedrock-guardrails-guardContent_x1>Tell me a joke."
                            + "</amazon-bedrock-guardrails-guardContent_x1>";
            local.script(Scripted.text("A joke."));
            Json.Obj passed = invoke(http, tagged, "x1");
            Json.Obj blocked = invoke(http, tagged.replace("joke", "volcano"), "x1");
            Json.Obj untagged = invoke(http, tagged, "x2");

            assertThat(passed.string("amazon-bedrock-guardrailAction")).isEqualTo("NONE");
            assertThat(blocked.string("amazon-bedrock-guardrailAction")).isEqualTo("INTERVENED");
            assertThat(untagged.string("amazon-bedrock-guardrailAction")).isEqualTo("INTERVENED");
        }
    }

    private static Json.Obj invoke(Http http, String text, String suffix) throws Exception {
        String body =
                "{\"amazon-bedrock-guardrailConfig\":{\"tagSuffix\":\""
                        + suffix
                        + "\"},"
                        + Http.asking(text).substring(1);
        var response =
                http.send(
                        HttpRequest.newBuilder(http.uri("/model/amazon.nova-lite-v1:0/invoke"))
                                .header("X-Amzn-Bedrock-GuardrailIdentifier", id)
                                .header("X-Amzn-Bedrock-GuardrailVersion", "DRAFT")
                                .POST(BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return (Json.Obj) Json.parse(response.body());
    }

    private static GuardrailAssessment input(ConverseResponse response) {
        return Objects.requireNonNull(response.trace().guardrail().inputAssessment().get(id));
    }

    private record Streamed(
            List<String> deltas, String stopReason, ConverseStreamMetadataEvent metadata) {
        String text() {
            return String.join("", deltas);
        }
    }

    private static Streamed stream(GuardrailStreamProcessingMode mode, String text)
            throws Exception {
        var deltas = new ArrayList<String>();
        var stopReason = new AtomicReference<String>();
        var metadata = new AtomicReference<ConverseStreamMetadataEvent>();
        aws.streams
                .converseStream(
                        request ->
                                request.modelId(MODEL)
                                        .guardrailConfig(
                                                guard ->
                                                        guard.guardrailIdentifier(id)
                                                                .guardrailVersion("DRAFT")
                                                                .streamProcessingMode(mode)
                                                                .trace(GuardrailTrace.ENABLED))
                                        .messages(user(ContentBlock.fromText(text))),
                        ConverseStreamResponseHandler.builder()
                                .subscriber(
                                        ConverseStreamResponseHandler.Visitor.builder()
                                                .onContentBlockDelta(
                                                        delta -> deltas.add(delta.delta().text()))
                                                .onMessageStop(
                                                        stop ->
                                                                stopReason.set(
                                                                        stop.stopReasonAsString()))
                                                .onMetadata(metadata::set)
                                                .build())
                                .build())
                .get(30, TimeUnit.SECONDS);
        return new Streamed(deltas, stopReason.get(), metadata.get());
    }

    private static ConverseResponse converse(String guardrail, ContentBlock... content) {
        return aws.models.converse(
                request ->
                        request.modelId(MODEL)
                                .guardrailConfig(
                                        guard ->
                                                guard.guardrailIdentifier(guardrail)
                                                        .guardrailVersion("DRAFT")
                                                        .trace(GuardrailTrace.ENABLED))
                                .messages(user(content)));
    }

    private static Message user(ContentBlock... content) {
        return Message.builder().role(ConversationRole.USER).content(content).build();
    }

    private static ContentBlock guarded(String text, GuardrailConverseContentQualifier as) {
        return ContentBlock.fromGuardContent(
                GuardrailConverseContentBlock.fromText(
                        GuardrailConverseTextBlock.builder().text(text).qualifiers(as).build()));
    }
}
