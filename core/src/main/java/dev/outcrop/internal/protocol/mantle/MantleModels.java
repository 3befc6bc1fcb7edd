package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.BoundedMemo;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.family.ApiRules;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.settings.Protocol.VendorApi;

import java.util.regex.Pattern;

/**
 * The endpoint and the path of a vendor's API for each model. {@code docs/mantle.md} contains the
 * same rules; a test compares them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/models-api-compatibility.html">API
 *     compatibility</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-messages-api.html">
 *     Messages on both endpoints</a>
 */
public final class MantleModels implements VendorAddresses {
    /** Models that the other APIs of Bedrock do not support, or not under this id. */
    private static final Pattern ONLY_THERE =
            Pattern.compile(
                    "anthropic\\.claude-(?!v\\d|instant)(?!.*-v\\d)(?!.*@).*"
                            + "|openai\\.(?!gpt-oss-).*"
                            + "|openai\\.gpt-oss-(?!.*-\\d+:\\d).*"
                            + "|google\\.gemma-4-.*"
                            + "|mistral\\.voxtral-.*"
                            + "|qwen\\.qwen3-(32b|235b-a22b-2507|coder-(30b|480b)-a3?5?b-instruct"
                            + "|next-80b-a3b-instruct|vl-235b-a22b-instruct)"
                            + "|writer\\.palmyra-vision-.*"
                            + "|xai\\..*");

    private static final BoundedMemo<Boolean> IS_ONLY_THERE =
            new BoundedMemo<>(base -> ONLY_THERE.matcher(base).matches());

    /**
     * Whether the model is available on bedrock-mantle and not, under this id, with Converse. An
     * inference profile of OpenAI's models is on the runtime's endpoint, with the same API.
     */
    public static boolean isOnlyThere(ModelName model) {
        String base = model.base();
        if (base == null || !IS_ONLY_THERE.of(base)) {
            return false;
        }
        return model.profile() == null || ApiRules.of(model).recommended() == VendorApi.RESPONSES;
    }

    /**
     * Returns the address: of bedrock-mantle for the ids that it knows, which are those without a
     * profile and a version; of the runtime's endpoint, with the same APIs, for all others.
     *
     * @throws ValidationException if Bedrock does not serve the model over the selected API
     */
    @Override
    public VendorAddress of(String modelId, CallOptions options) {
        ModelName model = options.model();
        ApiRules rules = ApiRules.of(model);
        VendorApi api = options.api() == null ? rules.recommended() : options.api();
        if (!rules.supported().contains(api)) {
            throw new ValidationException(
                    "not sent: Bedrock does not serve this model over " + api,
                    ErrorDetails.NONE.withModelId(modelId).withRemedy(rules.remedy()));
        }
        boolean isProfile = model.profile() != null || modelId.contains("inference-profile/");
        if (api == VendorApi.MESSAGES) {
            String base = model.base();
            boolean onMantle = !isProfile && base != null && IS_ONLY_THERE.of(base);
            return new VendorAddress(
                    onMantle ? Service.MANTLE : Service.RUNTIME, api, "/anthropic/v1");
        }
        if (isProfile) {
            return new VendorAddress(Service.RUNTIME, api, "/openai/v1");
        }
        return new VendorAddress(Service.MANTLE, api, rules.belowOpenAi() ? "/openai/v1" : "/v1");
    }
}
