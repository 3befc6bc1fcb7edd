package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.bedrock.model.CreateInferenceProfileResponse;
import software.amazon.awssdk.services.bedrock.model.GetInferenceProfileResponse;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileStatus;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileType;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.bedrock.model.ValidationException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

import java.util.List;

/** Application inference profiles and their tags, with AWS's clients. */
class ApplicationProfilesTest {
    private static final String NOVA =
            "arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.amazon.nova-lite-v1:0";
    private static final String MISTRAL =
            "arn:aws:bedrock:us-east-1::foundation-model/mistral.mistral-7b-instruct-v0:2";

    private LocalBedrock local;
    private AwsClients clients;

    @BeforeEach
    void start() {
        local = LocalBedrock.builder().start();
        clients = new AwsClients(local);
    }

    @AfterEach
    void stop() {
        clients.close();
        local.close();
    }

    @Test
    void aProfileIsListedUntilItIsDeleted() {
        String arn = create(NOVA).inferenceProfileArn();
        GetInferenceProfileResponse one =
                clients.control.getInferenceProfile(it -> it.inferenceProfileIdentifier(arn));

        assertThat(arn)
                .matches(
                        "arn:aws:bedrock:us-east-1:000000000000:application-inference-profile/[a-z0-9]{12}");
        assertThat(one.type()).isEqualTo(InferenceProfileType.APPLICATION);
        assertThat(one.status()).isEqualTo(InferenceProfileStatus.ACTIVE);
        assertThat(one.inferenceProfileName()).isEqualTo("claims dept");
        assertThat(one.models().getFirst().modelArn())
                .isEqualTo("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0");
        assertThat(listed()).containsExactly(arn);

        clients.control.deleteInferenceProfile(
                it -> it.inferenceProfileIdentifier(one.inferenceProfileId()));

        assertThat(listed()).isEmpty();
        assertThatThrownBy(
                        () ->
                                clients.control.getInferenceProfile(
                                        it -> it.inferenceProfileIdentifier(arn)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void theSameTokenCreatesNoSecondProfile() {
        String arn = create(NOVA).inferenceProfileArn();

        assertThat(create(NOVA).inferenceProfileArn()).isEqualTo(arn);
    }

    @Test
    void aCallOfAProfileHasTheRulesOfItsModel() {
        String arn = create(MISTRAL).inferenceProfileArn();
        ConverseResponse answer = converse(arn, List.of());
        List<SystemContentBlock> system = List.of(SystemContentBlock.fromText("Be brief"));

        assertThat(answer.output().message().content().getFirst().text()).contains("mistral-7b");
        assertThatThrownBy(() -> converse(arn, system)).hasMessageContaining("system");
    }

    @Test
    void tagsAreAddedAndRemoved() {
        String arn = create(NOVA).inferenceProfileArn();

        clients.control.tagResource(it -> it.resourceARN(arn).tags(tag("dept", "a"), tag("b", "")));
        clients.control.untagResource(it -> it.resourceARN(arn).tagKeys("b"));

        assertThat(clients.control.listTagsForResource(it -> it.resourceARN(arn)).tags())
                .containsExactly(tag("dept", "a"));
    }

    @Test
    void whatIsNoModelIsRefused() {
        assertThatThrownBy(() -> create(NOVA.replace("nova", "none")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> create("amazon.nova-lite-v1:0"))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> clients.control.listTagsForResource(it -> it.resourceARN(NOVA)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private CreateInferenceProfileResponse create(String source) {
        return clients.control.createInferenceProfile(
                it ->
                        it.inferenceProfileName("claims dept")
                                .clientRequestToken("token")
                                .modelSource(copied -> copied.copyFrom(source))
                                .tags(tag("dept", "claims")));
    }

    private List<String> listed() {
        return clients
                .control
                .listInferenceProfiles(it -> it.typeEquals(InferenceProfileType.APPLICATION))
                .inferenceProfileSummaries()
                .stream()
                .map(InferenceProfileSummary::inferenceProfileArn)
                .toList();
    }

    private ConverseResponse converse(String arn, List<SystemContentBlock> system) {
        Message hello =
                Message.builder().role("user").content(ContentBlock.fromText("Hello")).build();
        return clients.models.converse(it -> it.modelId(arn).system(system).messages(hello));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
