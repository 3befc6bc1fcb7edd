package dev.outcrop.internal.family;

import static dev.outcrop.catalog.ModelFamily.*;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.settings.Protocol.VendorApi;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The vendors' APIs through which Bedrock serves a model.
 *
 * @param supported the APIs that Bedrock does not refuse for the model
 * @param recommended the one to use unless the caller selects another
 * @param belowOpenAi whether the paths of OpenAI's APIs on bedrock-mantle begin with {@code
 *     /openai}
 */
public record ApiRules(Set<VendorApi> supported, VendorApi recommended, boolean belowOpenAi) {
    private static final String PAGE = "Bedrock, \"API compatibility\"";
    private static final String REFUSED =
            "BerriAI/litellm#39846: \"The model 'x' does not support the '/v1/chat/completions'"
                    + " API\", and the same for gpt-oss over Messages";

    private static final ApiRules OPENAI_CHAT = openAi(VendorApi.CHAT_COMPLETIONS, false);
    private static final ApiRules OPENAI_RESPONSES = openAi(VendorApi.RESPONSES, true);

    static final RuleTable<ApiRules> TABLE =
            RuleTable.of(
                            "vendors' APIs",
                            new ApiRules(
                                    EnumSet.allOf(VendorApi.class),
                                    VendorApi.CHAT_COMPLETIONS,
                                    false),
                            PAGE)
                    .with(
                            Models.of(
                                    NOVA,
                                    NOVA_2,
                                    TITAN,
                                    LLAMA,
                                    MISTRAL,
                                    COHERE_COMMAND,
                                    COHERE_COMMAND_R,
                                    JAMBA,
                                    DEEPSEEK,
                                    GPT_OSS,
                                    QWEN,
                                    KIMI,
                                    PALMYRA,
                                    GLM,
                                    GEMMA,
                                    MINIMAX,
                                    NEMOTRON),
                            OPENAI_CHAT,
                            PAGE + "; " + REFUSED)
                    .with(
                            Models.of(GEMMA).from(4, 0),
                            openAi(VendorApi.CHAT_COMPLETIONS, true),
                            "recorded: google.gemma-4-31b")
                    .with(
                            Models.of(GPT, GROK),
                            OPENAI_RESPONSES,
                            "recorded: openai.gpt-5.5, xai.grok-4.3; their reasoning must be sent"
                                    + " back, which only Responses can")
                    .with(
                            Models.of(GPT).before(5, 6),
                            new ApiRules(
                                    EnumSet.of(VendorApi.RESPONSES), VendorApi.RESPONSES, true),
                            "enricoros/big-AGI#1167, aws-samples/sample-openai-on-aws#48: GPT-5.4 and"
                                    + " 5.5 refuse Chat Completions; of later ones the reports"
                                    + " disagree (truefoundry/models#2546)")
                    .with(
                            Models.CLAUDE,
                            new ApiRules(EnumSet.of(VendorApi.MESSAGES), VendorApi.MESSAGES, false),
                            PAGE + "; " + REFUSED);

    public ApiRules {
        supported = Collections.unmodifiableSet(EnumSet.copyOf(supported));
    }

    /** The families that the next lines of a vendor follow. */
    private static final Map<String, ModelFamily> VENDORS =
            Map.of("anthropic", CLAUDE_4_7, "openai", GPT, "xai", GROK);

    /** Returns the rules for a model. */
    public static ApiRules of(ModelName model) {
        String base = model.base();
        if (model.family() == UNKNOWN && base != null && base.indexOf('.') > 0) {
            ModelFamily vendors = VENDORS.get(base.substring(0, base.indexOf('.')));
            return vendors == null ? TABLE.of(model) : TABLE.of(model.as(vendors));
        }
        return TABLE.of(model);
    }

    /** What to do if another API was selected. */
    public String remedy() {
        return "Use the "
                + recommended
                + " API for this model (in Java: with(VendorApi."
                + recommended.name()
                + ")), or Converse (in Java: with(Protocol.CONVERSE)).";
    }

    private static ApiRules openAi(VendorApi recommended, boolean belowOpenAi) {
        return new ApiRules(
                EnumSet.of(VendorApi.CHAT_COMPLETIONS, VendorApi.RESPONSES),
                recommended,
                belowOpenAi);
    }
}
