package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.CreateGuardrailRequest;
import software.amazon.awssdk.services.bedrock.model.CreateGuardrailResponse;
import software.amazon.awssdk.services.bedrock.model.GetGuardrailResponse;
import software.amazon.awssdk.services.bedrock.model.GuardrailStatus;
import software.amazon.awssdk.services.bedrock.model.GuardrailSummary;
import software.amazon.awssdk.services.bedrock.model.GuardrailWordConfig;
import software.amazon.awssdk.services.bedrock.model.GuardrailWordPolicyConfig;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailAction;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentSource;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Guardrails are created, changed and deleted by AWS's SDK. */
class GuardrailLifecycleTest {
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private LocalBedrock local;
    private AwsClients aws;

    @BeforeEach
    void start() {
        local = LocalBedrock.builder().clock(() -> now).start();
        aws = new AwsClients(local);
    }

    @AfterEach
    void stop() {
        aws.close();
        local.close();
    }

    @Test
    void whatIsCreatedCanBeRead() {
        CreateGuardrailResponse created =
                create(
                        "words",
                        request ->
                                request.description("Blocks volcanoes")
                                        .blockedInputMessaging("No questions about them.")
                                        .tags(Tag.builder().key("team").value("a").build()));
        GetGuardrailResponse read = read(created.guardrailId(), null);

        assertThat(created.version()).isEqualTo("DRAFT");
        assertThat(created.createdAt()).isEqualTo(now);
        assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(202);
        assertThat(created.guardrailArn()).endsWith(":guardrail/" + created.guardrailId());
        assertThat(read.name()).isEqualTo("words");
        assertThat(read.description()).isEqualTo("Blocks volcanoes");
        assertThat(read.status()).isEqualTo(GuardrailStatus.READY);
        assertThat(read.blockedInputMessaging()).isEqualTo("No questions about them.");
        assertThat(read.wordPolicy().words().getFirst().text()).isEqualTo("volcano");
        assertThat(read(created.guardrailArn(), "DRAFT").guardrailId())
                .isEqualTo(created.guardrailId());
    }

    @Test
    void everyPolicyIsReadAsItWasWritten() throws Exception {
        String id =
                Guardrails.create(
                        local,
                        """
                        {"topicPolicyConfig":{"topicsConfig":[{"name":"Tax","type":"DENY",
                           "definition":"Advice about taxes","examples":["How do I pay less?"]}]},
                         "contentPolicyConfig":{"filtersConfig":[{"type":"HATE",
                           "inputStrength":"LOW","outputStrength":"HIGH"}]},
                         "sensitiveInformationPolicyConfig":{
                           "piiEntitiesConfig":[{"type":"EMAIL","action":"BLOCK"}],
                           "regexesConfig":[{"name":"Ticket","pattern":"T-\\\\d+",
                             "action":"ANONYMIZE"}]},
                         "contextualGroundingPolicyConfig":{"filtersConfig":[
                           {"type":"GROUNDING","threshold":0.5}]}}
                        """);
        GetGuardrailResponse read = read(id, null);

        assertThat(read.topicPolicy().topics().getFirst().examples())
                .containsExactly("How do I pay less?");
        assertThat(read.contentPolicy().filters().getFirst().outputStrengthAsString())
                .isEqualTo("HIGH");
        assertThat(read.sensitiveInformationPolicy().piiEntities().getFirst().actionAsString())
                .isEqualTo("BLOCK");
        assertThat(read.sensitiveInformationPolicy().regexes().getFirst().pattern())
                .isEqualTo("T-\\d+");
        assertThat(read.contextualGroundingPolicy().filters().getFirst().threshold())
                .isEqualTo(0.5);
    }

    @Test
    void aVersionStaysAsItWasWhenTheDraftChanges() {
        String id = create("words", request -> {}).guardrailId();
        String version = version(id);
        now = now.plusSeconds(60);
        aws.control.updateGuardrail(
                request ->
                        request.guardrailIdentifier(id)
                                .name("lakes")
                                .blockedInputMessaging("in")
                                .blockedOutputsMessaging("out")
                                .wordPolicyConfig(word("lake")));

        assertThat(version).isEqualTo("1");
        assertThat(version(id)).isEqualTo("2");
        assertThat(read(id, "1").name()).isEqualTo("words");
        assertThat(read(id, "2").name()).isEqualTo("lakes");
        assertThat(read(id, null).updatedAt()).isEqualTo(now);
        assertThat(read(id, null).createdAt()).isEqualTo(now.minusSeconds(60));
        assertThat(action(id, "1", "A volcano")).isEqualTo(GuardrailAction.GUARDRAIL_INTERVENED);
        assertThat(action(id, "1", "A lake")).isEqualTo(GuardrailAction.NONE);
        assertThat(action(id, "DRAFT", "A volcano")).isEqualTo(GuardrailAction.NONE);
        assertThat(action(id, "DRAFT", "A lake")).isEqualTo(GuardrailAction.GUARDRAIL_INTERVENED);
    }

    @Test
    void theListHasTheDraftsOrTheVersionsOfOne() {
        String first = create("first", request -> {}).guardrailId();
        String second = create("second", request -> {}).guardrailId();
        version(second);

        List<GuardrailSummary> drafts =
                aws.control.listGuardrailsPaginator(request -> request.maxResults(1)).stream()
                        .flatMap(page -> page.guardrails().stream())
                        .toList();
        List<GuardrailSummary> versions =
                aws.control
                        .listGuardrails(request -> request.guardrailIdentifier(second))
                        .guardrails();

        assertThat(drafts).extracting(GuardrailSummary::id).containsExactly(first, second);
        assertThat(drafts).extracting(GuardrailSummary::version).containsOnly("DRAFT");
        assertThat(versions).extracting(GuardrailSummary::version).containsExactly("DRAFT", "1");
    }

    @Test
    void whatIsDeletedIsGone() {
        String id = create("words", request -> {}).guardrailId();
        version(id);
        version(id);
        aws.control.deleteGuardrail(
                request -> request.guardrailIdentifier(id).guardrailVersion("1"));

        assertThatThrownBy(() -> read(id, "1")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(read(id, "2").version()).isEqualTo("2");
        assertThat(version(id)).isEqualTo("3");

        aws.control.deleteGuardrail(request -> request.guardrailIdentifier(id));

        assertThatThrownBy(() -> read(id, null)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> version(id)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> action(id, "DRAFT", "a"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(
                        "The guardrail identifier or version provided in the request does not"
                                + " exist.");
        assertThat(create("words", request -> {}).guardrailId()).isNotEqualTo(id);
    }

    @Test
    void theSameTokenCreatesNoSecond() {
        String token = "0d9ab2c4";
        String id = create("words", request -> request.clientRequestToken(token)).guardrailId();
        String again = create("words", request -> request.clientRequestToken(token)).guardrailId();

        assertThat(again).isEqualTo(id);
        assertThat(versionOf(id, token)).isEqualTo("1");
        assertThat(versionOf(id, token)).isEqualTo("1");
    }

    @Test
    void aNameIsUsedOnce() {
        create("words", request -> {});
        String other = create("others", request -> {}).guardrailId();

        assertThatThrownBy(() -> create("words", request -> {}))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("Another guardrail in your account already has this name.");
        assertThatThrownBy(
                        () ->
                                aws.control.updateGuardrail(
                                        request ->
                                                request.guardrailIdentifier(other)
                                                        .name("words")
                                                        .blockedInputMessaging("in")
                                                        .blockedOutputsMessaging("out")
                                                        .wordPolicyConfig(word("a"))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void versionsAreLimited() {
        String id = create("words", request -> {}).guardrailId();
        for (int i = 0; i < 20; i++) {
            version(id);
        }

        assertThatThrownBy(() -> version(id)).isInstanceOf(ServiceQuotaExceededException.class);
    }

    private CreateGuardrailResponse create(
            String name, Consumer<CreateGuardrailRequest.Builder> more) {
        return aws.control.createGuardrail(
                request ->
                        request.name(name)
                                .blockedInputMessaging("in")
                                .blockedOutputsMessaging("out")
                                .wordPolicyConfig(word("volcano"))
                                .applyMutation(more));
    }

    private static GuardrailWordPolicyConfig word(String text) {
        return GuardrailWordPolicyConfig.builder()
                .wordsConfig(GuardrailWordConfig.builder().text(text).build())
                .build();
    }

    private GetGuardrailResponse read(String id, @Nullable String version) {
        return aws.control.getGuardrail(
                request -> request.guardrailIdentifier(id).guardrailVersion(version));
    }

    private String version(String id) {
        return aws.control
                .createGuardrailVersion(request -> request.guardrailIdentifier(id))
                .version();
    }

    private String versionOf(String id, String token) {
        return aws.control
                .createGuardrailVersion(
                        request -> request.guardrailIdentifier(id).clientRequestToken(token))
                .version();
    }

    private GuardrailAction action(String id, String version, String text) {
        return aws.models
                .applyGuardrail(
                        request ->
                                request.guardrailIdentifier(id)
                                        .guardrailVersion(version)
                                        .source(GuardrailContentSource.INPUT)
                                        .content(
                                                GuardrailContentBlock.fromText(
                                                        block -> block.text(text))))
                .action();
    }
}
