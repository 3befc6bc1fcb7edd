package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.BoundedMemo;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * The vendor's API of each model on bedrock-mantle, and its path. {@code docs/mantle.md} contains
 * the same rules; a test compares them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/models-api-compatibility.html">API
 *     compatibility</a>
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

    /** Models that think in OpenAI's newer API, which requires their thinking to be sent back. */
    private static final Pattern RESPONSES = Pattern.compile("openai\\.(?!gpt-oss-).*|xai\\..*");

    /** Models whose paths begin with {@code /openai}. */
    private static final Pattern BELOW_OPENAI =
            Pattern.compile("openai\\.(?!gpt-oss-).*|xai\\..*|google\\.gemma-4-.*");

    /**
     * Whether the model is available on bedrock-mantle and not, under this id, with Converse. An
     * inference profile of OpenAI's models is on the runtime's endpoint, with the same API.
     */
    public static boolean isOnlyThere(ModelName model) {
        String base = model.base();
        if (base == null || !IS_ONLY_THERE.of(base)) {
            return false;
        }
        return model.profile() == null || RESPONSES.matcher(base).matches();
    }

    @Override
    public VendorAddress of(String modelId, CallOptions options) {
        ModelName model = ModelName.of(modelId);
        @Nullable String base = model.base();
        VendorApi api = options.api() == null ? api(base == null ? "" : base) : options.api();
        if (api == VendorApi.MESSAGES) {
            return new VendorAddress(Service.MANTLE, api, "/anthropic/v1");
        }
        if (model.profile() != null) {
            return new VendorAddress(Service.RUNTIME, api, "/openai/v1");
        }
        boolean belowOpenAi = base != null && BELOW_OPENAI.matcher(base).matches();
        return new VendorAddress(Service.MANTLE, api, belowOpenAi ? "/openai/v1" : "/v1");
    }

    private static VendorApi api(String base) {
        if (base.startsWith("anthropic.")) {
            return VendorApi.MESSAGES;
        }
        return RESPONSES.matcher(base).matches() ? VendorApi.RESPONSES : VendorApi.CHAT_COMPLETIONS;
    }
}
