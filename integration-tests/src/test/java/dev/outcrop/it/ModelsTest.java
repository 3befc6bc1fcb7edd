package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.Cost.ModelUsage;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.catalog.ListedModel.Kind;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ResolvedModel;
import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Which models there are, what an id stands for, and what was used of each. */
class ModelsTest extends WithLocal {
    private static final String SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String OWN =
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2";

    private static Scripted said(String json) {
        return Scripted.raw(200, Map.of("Content-Type", "application/json"), Bytes.of(json));
    }

    private ListedModel listed(String id) {
        return bedrock.models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void foundationModelsComeWithWhatTheCatalogKnows() {
        ListedModel nova = listed("amazon.nova-lite-v1:0");

        assertThat(nova.kind()).isEqualTo(Kind.FOUNDATION_MODEL);
        assertThat(nova.provider()).isEqualTo("Amazon");
        assertThat(nova.inputs()).contains("TEXT", "IMAGE");
        assertThat(nova.streaming()).isTrue();
        assertThat(nova.lifeCycle()).isEqualTo("ACTIVE");
        assertThat(nova.facts().contextWindow()).isEqualTo(300_000);
        assertThat(nova.facts().prices().input()).isEqualByComparingTo("0.06");
        assertThat(nova.json().string("modelId")).isEqualTo("amazon.nova-lite-v1:0");
    }

    @Test
    void profilesHaveTheModalitiesOfTheModelBehindThem() {
        ListedModel profile = listed("us." + SONNET);

        assertThat(profile.kind()).isEqualTo(Kind.SYSTEM_PROFILE);
        assertThat(profile.models()).containsExactly(SONNET);
        assertThat(profile.provider()).isEqualTo("Anthropic");
        assertThat(profile.inputs()).isEqualTo(listed(SONNET).inputs());
        assertThat(profile.isCallable()).isTrue();
        assertThat(listed(SONNET).isCallable()).isFalse();
    }

    @Test
    void allPagesAndTheAccountsOwnProfilesAreListed() {
        local.script(
                said("{\"modelSummaries\":[{\"modelId\":\"amazon.nova-lite-v1:0\"},{}]}"),
                said(
                        "{\"inferenceProfileSummaries\":[{\"inferenceProfileId\":\"us.amazon.nova-lite-v1:0\"}],\"nextToken\":\"a/b=\"}"),
                said("{\"inferenceProfileSummaries\":[{\"inferenceProfileId\":\"eu.new.model\"}]}"),
                said(
                        "{\"inferenceProfileSummaries\":[{\"inferenceProfileId\":\"a1b2\",\"inferenceProfileName\":\"team\",\"inferenceProfileArn\":\""
                                + OWN
                                + "\",\"models\":[{\"modelArn\":\"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0\"},{\"modelArn\":\"arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0\"}]}]}"));

        List<ListedModel> models = bedrock.models();

        assertThat(models)
                .extracting(ListedModel::id)
                .containsExactly(
                        "amazon.nova-lite-v1:0", "us.amazon.nova-lite-v1:0", "eu.new.model", OWN);
        assertThat(models.getLast().kind()).isEqualTo(Kind.APPLICATION_PROFILE);
        assertThat(models.getLast().name()).isEqualTo("team");
        assertThat(models.getLast().models()).containsExactly("amazon.nova-lite-v1:0");
        assertThat(models.getLast().facts().contextWindow()).isEqualTo(300_000);
        assertThat(local.requests()).hasSize(4);
    }

    @Test
    void whoMayNotListIsToldSo() {
        local.script(
                Scripted.error(
                        "AccessDeniedException",
                        "User: x is not authorized to perform: bedrock:ListFoundationModels"));

        assertThatThrownBy(bedrock::models)
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("ListFoundationModels");
    }

    @Test
    void aModelThatWantsAProfileIsResolvedToOne() {
        ResolvedModel resolved = bedrock.model(SONNET).resolve();

        assertThat(resolved.base()).isEqualTo(SONNET);
        assertThat(resolved.family()).isEqualTo(ModelFamily.CLAUDE_4_5);
        assertThat(resolved.onDemand()).isFalse();
        assertThat(resolved.profiles()).contains("us." + SONNET).endsWith("global." + SONNET);
        assertThat(resolved.callable()).isIn(resolved.profiles()).isNotEqualTo("global." + SONNET);
        assertThat(bedrock.model(resolved.callable()).resolve().callable())
                .isEqualTo(resolved.callable());
    }

    @Test
    void arnsAreResolvedByTheOperationThatKnowsTheirKind() {
        String account = "arn:aws:bedrock:us-east-1:123456789012:";
        String nova = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
        Map<String, String> answers =
                Map.of(
                        "application-inference-profile/a",
                        "{\"models\":[{\"modelArn\":\"" + nova + "\"}]}",
                        "provisioned-model/a",
                        "{\"foundationModelArn\":\"" + nova + "\"}",
                        "custom-model/amazon.nova-lite-v1:0/a",
                        "{\"baseModelArn\":\"" + nova + "\"}");
        answers.forEach(
                (kind, answer) -> {
                    local.script(said(answer));

                    ResolvedModel resolved = bedrock.model(account + kind).resolve();

                    assertThat(resolved.base()).as(kind).isEqualTo("amazon.nova-lite-v1:0");
                    assertThat(resolved.facts().contextWindow()).isEqualTo(300_000);
                    assertThat(resolved.callable()).isEqualTo(account + kind);
                });
        ResolvedModel imported = bedrock.model(account + "imported-model/a").resolve();
        assertThat(imported.base()).isNull();
        assertThat(imported.family()).isEqualTo(ModelFamily.UNKNOWN);
    }

    @Test
    void whatWasUsedIsKnownByModelAndExact() {
        local.script(
                Scripted.text("One."),
                Scripted.text("Two."),
                Scripted.error("ValidationException", "no"),
                unchecked("Three."));
        bedrock.model("amazon.nova-lite-v1:0").invoke("?");
        bedrock.chat("amazon.nova-lite-v1:0").open().stream("?").reply();
        assertThatThrownBy(() -> bedrock.model("amazon.nova-lite-v1:0").invoke("?"))
                .isInstanceOf(ValidationException.class);
        bedrock.model("nobody.knows-this-v1:0").invoke("?");

        Map<String, ModelUsage> used = bedrock.usage();

        assertThat(used).containsOnlyKeys("amazon.nova-lite-v1:0", "nobody.knows-this-v1:0");
        ModelUsage nova = used.get("amazon.nova-lite-v1:0");
        Usage usage = nova.usage();
        assertThat(nova.answers()).isEqualTo(2);
        assertThat(usage.input()).isEqualTo(20);
        assertThat(nova.cost())
                .isEqualTo(Catalog.standard().cost("amazon.nova-lite-v1:0", usage))
                .matches(Cost::isKnown);
        assertThat(used.get("nobody.knows-this-v1:0").cost().isKnown()).isFalse();
    }
}
