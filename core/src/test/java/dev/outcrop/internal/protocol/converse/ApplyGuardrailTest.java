package dev.outcrop.internal.protocol.converse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Guardrail;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailRequest;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentQualifier;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentSource;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailImageBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailOutputScope;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailTextBlock;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The request is that of AWS's SDK, and the result says what is in the response. */
class ApplyGuardrailTest {
    private static final String RESPONSE =
            """
            {"usage":{"topicPolicyUnits":1,"contentPolicyUnits":2,"wordPolicyUnits":0},
             "action":"GUARDRAIL_INTERVENED","actionReason":"Guardrail blocked.",
             "outputs":[{"text":"No "},{"text":"answer."}],
             "assessments":[
              {"topicPolicy":{"topics":[{"name":"Finance","type":"DENY","action":"BLOCKED"}]},
               "wordPolicy":{"customWords":[{"match":"darn","action":"BLOCKED"}],
                "managedWordLists":[{"match":"x","type":"PROFANITY","action":"NONE"}]},
               "sensitiveInformationPolicy":{"piiEntities":[
                 {"type":"EMAIL","match":"a@b.c","action":"ANONYMIZED"}],"regexes":[]},
               "contextualGroundingPolicy":{"filters":[
                 {"type":"GROUNDING","threshold":0.7,"score":0.1,"action":"BLOCKED"}]},
               "automatedReasoningPolicy":{"findings":[{"tooComplex":{}}]},
               "novelPolicy":{"things":[{"a":1},7]},
               "invocationMetrics":{"guardrailProcessingLatency":12}}],
             "guardrailCoverage":{"textCharacters":{"guarded":4,"total":5}},"novel":true}
            """;

    private static final GuardrailTextBlock QUERY =
            GuardrailTextBlock.builder()
                    .text("q?")
                    .qualifiers(GuardrailContentQualifier.QUERY)
                    .build();

    private static GuardrailImageBlock picture(byte[] png) {
        return GuardrailImageBlock.builder()
                .format("png")
                .source(source -> source.bytes(SdkBytes.fromByteArray(png)))
                .build();
    }

    private static Content image(String format, byte[] bytes) {
        return new Content.Image(format, new Source.Bytes(Source.Blob.of(bytes)));
    }

    @Test
    void theRequestIsThatOfAwssSdk() {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:guardrail/gr1";
        byte[] png = {1, 2, 3};
        try (var aws = new CannedAws()) {
            aws.answering("{}".getBytes(StandardCharsets.UTF_8))
                    .applyGuardrail(
                            ApplyGuardrailRequest.builder()
                                    .guardrailIdentifier(arn)
                                    .guardrailVersion("DRAFT")
                                    .source(GuardrailContentSource.OUTPUT)
                                    .outputScope(GuardrailOutputScope.FULL)
                                    .content(
                                            List.of(
                                                    GuardrailContentBlock.builder()
                                                            .text(text -> text.text("a"))
                                                            .build(),
                                                    GuardrailContentBlock.builder()
                                                            .text(QUERY)
                                                            .build(),
                                                    GuardrailContentBlock.builder()
                                                            .image(picture(png))
                                                            .build()))
                                    .build());

            assertThat(ApplyGuardrail.path(arn, "DRAFT")).isEqualTo(aws.sentPath());
            assertThat(
                            Json.parse(
                                    ApplyGuardrail.body(
                                            "OUTPUT",
                                            List.of(
                                                    Content.text("a"),
                                                    new Content.GuardContent(
                                                            Content.text("q?"),
                                                            List.of("query"),
                                                            Json.EMPTY),
                                                    image("png", png)),
                                            true)))
                    .isEqualTo(aws.sentBody());
        }
    }

    @Test
    void theScopeIsLeftToTheServiceUnlessItIsFull() {
        assertThat(Json.parse(ApplyGuardrail.body("INPUT", List.of(Content.text("a")), false)))
                .isEqualTo(
                        Json.parse(
                                "{\"source\":\"INPUT\",\"content\":[{\"text\":{\"text\":\"a\"}}]}"));
    }

    @Test
    void whatAGuardrailCannotCheckIsNotSent() {
        for (List<Content> content :
                List.<List<Content>>of(
                        List.of(),
                        List.of(image("webp", new byte[] {1})),
                        List.of(
                                new Content.Image(
                                        "png", new Source.S3("s3://b/k", null, Json.EMPTY))),
                        List.of(new Content.CachePoint(null)))) {
            assertThatThrownBy(() -> ApplyGuardrail.body("INPUT", content, false))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("not sent");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void anIdIsOneSegmentOfThePath(String id) {
        assertThatThrownBy(() -> ApplyGuardrail.path(id, "1"))
                .isInstanceOf(ValidationException.class);
        assertThat(ApplyGuardrail.path("a/../b", "1"))
                .isEqualTo("/guardrail/a%2F..%2Fb/version/1/apply");
    }

    private static String line(Guardrail.Finding found) {
        return found.policy() + " " + found.name() + " " + found.action() + " " + found.match();
    }

    @Test
    void theResultSaysWhatThePoliciesFound() {
        var result = new Guardrail.Result((Json.Obj) Json.parse(RESPONSE));

        assertThat(result.intervened()).isTrue();
        assertThat(result.action()).isEqualTo("GUARDRAIL_INTERVENED");
        assertThat(result.actionReason()).isEqualTo("Guardrail blocked.");
        assertThat(result.outputs()).containsExactly("No ", "answer.");
        assertThat(result.text()).isEqualTo("No answer.");
        assertThat(result.assessments()).hasSize(1);
        assertThat(result.usage())
                .isEqualTo(
                        Map.of(
                                "topicPolicyUnits",
                                1L,
                                "contentPolicyUnits",
                                2L,
                                "wordPolicyUnits",
                                0L));
        assertThat(result.findings().stream().map(ApplyGuardrailTest::line))
                .containsExactly(
                        "topicPolicy Finance BLOCKED null",
                        "wordPolicy customWords BLOCKED darn",
                        "wordPolicy PROFANITY NONE x",
                        "sensitiveInformationPolicy EMAIL ANONYMIZED a@b.c",
                        "contextualGroundingPolicy GROUNDING BLOCKED null",
                        "automatedReasoningPolicy findings null null",
                        "novelPolicy things null null");
        assertThat(result.json().get("novel")).isEqualTo(Json.of(true));
    }
}
