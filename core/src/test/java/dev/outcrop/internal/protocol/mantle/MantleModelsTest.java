package dev.outcrop.internal.protocol.mantle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Recording;
import dev.outcrop.Shared;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.json.Json;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class MantleModelsTest {
    private static VendorAddress address(String modelId, @Nullable VendorApi api) {
        return new MantleModels()
                .of(
                        modelId,
                        new CallOptions(
                                Json.EMPTY,
                                Map.of(),
                                Timeouts.DEFAULT,
                                new Cancellation(),
                                ModelName.of(modelId),
                                api));
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-haiku-4-5, MANTLE, /anthropic/v1/messages",
        "anthropic.claude-opus-5, MANTLE, /anthropic/v1/messages",
        "us.anthropic.claude-opus-5, RUNTIME, /anthropic/v1/messages",
        "global.anthropic.claude-haiku-4-5-20251001-v1:0, RUNTIME, /anthropic/v1/messages",
        "anthropic.claude-haiku-4-5-20251001-v1:0, RUNTIME, /anthropic/v1/messages",
        "arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-opus-5, RUNTIME, /anthropic/v1/messages",
        "anthropic.novel-1, RUNTIME, /anthropic/v1/messages",
        "openai.novel-1, MANTLE, /openai/v1/responses",
        "xai.novel-1, MANTLE, /openai/v1/responses",
        "us.xai.grok-4.7, RUNTIME, /openai/v1/responses",
        "openai.gpt-5.5, MANTLE, /openai/v1/responses",
        "openai.gpt-5.6-luna, MANTLE, /openai/v1/responses",
        "us.openai.gpt-5.6-luna, RUNTIME, /openai/v1/responses",
        "xai.grok-4.3, MANTLE, /openai/v1/responses",
        "google.gemma-4-31b, MANTLE, /openai/v1/chat/completions",
        "openai.gpt-oss-20b, MANTLE, /v1/chat/completions",
        "openai.gpt-oss-safeguard-20b, MANTLE, /v1/chat/completions",
        "mistral.voxtral-mini-3b-2507, MANTLE, /v1/chat/completions",
        "qwen.qwen3-32b, MANTLE, /v1/chat/completions",
        "zai.glm-4.6, MANTLE, /v1/chat/completions",
        "novel.model, MANTLE, /v1/chat/completions"
    })
    void aModelHasItsApiAndItsPath(String modelId, Service service, String path) {
        VendorAddress address = address(modelId, null);

        assertThat(address.service()).isEqualTo(service);
        assertThat(address.path("m", "")).isEqualTo(path);
    }

    @Test
    void theCallerMaySayAnotherApi() {
        assertThat(address("openai.gpt-oss-20b", VendorApi.RESPONSES).path("m", ""))
                .isEqualTo("/v1/responses");
        assertThat(address("openai.gpt-5.6-sol", VendorApi.CHAT_COMPLETIONS).path("m", ""))
                .isEqualTo("/openai/v1/chat/completions");
    }

    @Test
    void anArnOfAProfileIsCalledAtTheRuntimesEndpoint() {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/x";
        VendorAddress address =
                new MantleModels()
                        .of(
                                arn,
                                new CallOptions(
                                        Json.EMPTY,
                                        Map.of(),
                                        Timeouts.DEFAULT,
                                        new Cancellation(),
                                        ModelName.of("anthropic.claude-opus-5"),
                                        null));

        assertThat(address.service()).isEqualTo(Service.RUNTIME);
        assertThat(address.path("m", "")).isEqualTo("/anthropic/v1/messages");
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-opus-5, CHAT_COMPLETIONS, MESSAGES",
        "us.anthropic.claude-opus-5, RESPONSES, MESSAGES",
        "openai.gpt-oss-120b, MESSAGES, CHAT_COMPLETIONS",
        "openai.gpt-5.5, MESSAGES, RESPONSES",
        "openai.gpt-5.5, CHAT_COMPLETIONS, RESPONSES",
        "xai.grok-4.7, MESSAGES, RESPONSES",
        "qwen.qwen3-32b, MESSAGES, CHAT_COMPLETIONS",
        "anthropic.novel-1, CHAT_COMPLETIONS, MESSAGES"
    })
    void anApiThatDoesNotServeTheModelIsRefused(
            String modelId, VendorApi api, VendorApi recommended) {
        assertThatThrownBy(() -> address(modelId, api))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> {
                            assertThat(e.what()).startsWith("not sent: ").contains(api.toString());
                            assertThat(e.details().status()).isZero();
                            assertThat(e.details().remedy())
                                    .contains("VendorApi." + recommended.name());
                        });
    }

    @Test
    void ofAnUnknownModelEveryApiIsAllowed() {
        for (VendorApi api : VendorApi.values()) {
            assertThat(address("novel.model", api).api()).isEqualTo(api);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-haiku-4-5",
                "anthropic.claude-opus-4-7",
                "anthropic.claude-sonnet-5",
                "openai.gpt-5.5",
                "us.openai.gpt-5.6-sol",
                "openai.gpt-oss-20b",
                "openai.gpt-oss-safeguard-120b",
                "qwen.qwen3-32b",
                "qwen.qwen3-coder-480b-a35b-instruct",
                "xai.grok-4.3",
                "google.gemma-4-e2b",
                "mistral.voxtral-small-24b-2507"
            })
    void someModelsAreOnlyThere(String modelId) {
        assertThat(MantleModels.isOnlyThere(ModelName.of(modelId))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-haiku-4-5-20251001-v1:0",
                "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                "us.anthropic.claude-opus-4-7",
                "anthropic.claude-v2:1",
                "anthropic.claude-instant-v1",
                "anthropic.claude-opus-4-6-v1",
                "openai.gpt-oss-20b-1:0",
                "qwen.qwen3-32b-v1:0",
                "google.gemma-3-4b-it",
                "zai.glm-4.7",
                "amazon.nova-lite-v1:0",
                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/x"
            })
    void othersAreNot(String modelId) {
        assertThat(MantleModels.isOnlyThere(ModelName.of(modelId))).isFalse();
    }

    @Test
    void everyRecordedCallWentWhereARuleOrItsCallerSays() {
        for (Recording recording :
                Shared.recordings(
                        r ->
                                r.operation().startsWith("mantle/")
                                        && "POST".equals(r.json().string("method")))) {
            String path = String.valueOf(recording.json().string("path"));
            VendorApi said = path.endsWith("/responses") ? VendorApi.RESPONSES : null;

            assertThat(address(recording.modelId(), said).path("m", "")).isEqualTo(path);
        }
    }

    @Test
    void everyRecordedCallOfConverseStaysThere() {
        for (Recording recording : Shared.recordings(r -> r.isConverse() && r.status() == 200)) {
            assertThat(MantleModels.isOnlyThere(ModelName.of(recording.modelId())))
                    .as(recording.modelId())
                    .isFalse();
        }
    }

    @Test
    void theDocumentHasTheRules() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "mantle.md"));

        for (String id :
                new String[] {"openai.gpt-5", "xai.", "google.gemma-4", "mistral.voxtral"}) {
            assertThat(page).contains(id);
        }
    }
}
