package dev.outcrop.catalog;

import dev.outcrop.internal.BoundedMemo;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a model id, and the family set by the caller.
 *
 * @param profile the prefix of an inference profile, such as {@code us}; null without one
 * @param base the id of the foundation model; null for an ARN that does not name it
 * @param told the family set by the caller; null to derive it from the id
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html">
 *     inference profiles</a>
 */
public record ModelName(
        @Nullable String profile, @Nullable String base, @Nullable ModelFamily told) {
    private static final Set<String> PROFILES =
            Set.of("us", "us-gov", "eu", "apac", "au", "ca", "in", "jp", "sa", "amer", "global");

    /** Known providers, so that a profile of a new geography is recognized. */
    private static final Set<String> PROVIDERS =
            Set.of(
                    "ai21",
                    "amazon",
                    "anthropic",
                    "cohere",
                    "deepseek",
                    "google",
                    "luma",
                    "meta",
                    "minimax",
                    "mistral",
                    "moonshot",
                    "moonshotai",
                    "nvidia",
                    "openai",
                    "qwen",
                    "stability",
                    "twelvelabs",
                    "writer",
                    "xai",
                    "zai");

    private static final Pattern TELLING_ARN =
            Pattern.compile(
                    "arn:[^:]*:bedrock:[^:]*:[^:]*:(?:foundation-model|inference-profile)/(.+)");

    private static final Pattern CONTEXT_WINDOW = Pattern.compile("(.+:\\d+):(?:\\d+k|mm)");

    /** Like {@code claude-3-5-haiku-20241022-v1:0}, or {@code claude-opus-4-6-v1}. */
    private static final Pattern CLAUDE =
            Pattern.compile("claude-(?:([a-z]+)-)?(\\d{1,2})(?!\\d)(?:-(\\d{1,2})(?!\\d))?.*");

    /** Every call parses several ids, of the same few models. */
    private static final BoundedMemo<ModelName> NAMES = new BoundedMemo<>(ModelName::read);

    private static final BoundedMemo<ModelFamily> FAMILIES = new BoundedMemo<>(ModelName::family);

    private static final BoundedMemo<String> SHORT_IDS =
            new BoundedMemo<>(ModelName::withoutContextWindow);

    public ModelName(@Nullable String profile, @Nullable String base) {
        this(profile, base, null);
    }

    /** Returns this name with the given family; null removes it. */
    public ModelName as(@Nullable ModelFamily family) {
        return family == told ? this : new ModelName(profile, base, family);
    }

    /** Parses an id, an inference profile, or an ARN. */
    public static ModelName of(String modelId) {
        return NAMES.of(modelId);
    }

    private static ModelName read(String modelId) {
        if (modelId.startsWith("arn:")) {
            Matcher arn = TELLING_ARN.matcher(modelId);
            return arn.matches() ? ofId(arn.group(1)) : new ModelName(null, null);
        }
        return ofId(modelId);
    }

    private static ModelName ofId(String id) {
        String[] parts = id.split("\\.", 3);
        boolean hasProfile =
                parts.length > 1
                        && !PROVIDERS.contains(parts[0])
                        && (PROVIDERS.contains(parts[1]) || PROFILES.contains(parts[0]));
        return hasProfile
                ? new ModelName(parts[0], id.substring(parts[0].length() + 1))
                : new ModelName(null, id);
    }

    /**
     * Returns the id of the foundation model without the suffix for its context window, if it has
     * one.
     */
    public @Nullable String withoutContextWindow() {
        return base == null ? null : SHORT_IDS.of(base);
    }

    private static String withoutContextWindow(String id) {
        Matcher matcher = CONTEXT_WINDOW.matcher(id);
        return matcher.matches() ? matcher.group(1) : id;
    }

    /** Returns the family of the model. */
    public ModelFamily family() {
        if (told != null) {
            return told;
        }
        return base == null ? ModelFamily.UNKNOWN : FAMILIES.of(base);
    }

    private static ModelFamily family(String id) {
        int dot = id.indexOf('.');
        if (dot < 0) {
            return ModelFamily.UNKNOWN;
        }
        String model = id.substring(dot + 1);
        return switch (id.substring(0, dot)) {
            case "anthropic" -> claude(model);
            case "amazon" -> amazon(model);
            case "meta" -> either(model, "llama", ModelFamily.LLAMA);
            case "mistral" -> ModelFamily.MISTRAL;
            case "cohere" ->
                    model.startsWith("command-r")
                            ? ModelFamily.COHERE_COMMAND_R
                            : either(model, "command-", ModelFamily.COHERE_COMMAND);
            case "ai21" -> either(model, "jamba", ModelFamily.JAMBA);
            case "deepseek" -> ModelFamily.DEEPSEEK;
            case "openai" ->
                    model.startsWith("gpt-oss")
                            ? ModelFamily.GPT_OSS
                            : either(model, "gpt-", ModelFamily.GPT);
            case "qwen" -> ModelFamily.QWEN;
            case "moonshot", "moonshotai" -> either(model, "kimi", ModelFamily.KIMI);
            case "writer" -> either(model, "palmyra-x", ModelFamily.PALMYRA);
            case "zai" -> either(model, "glm-", ModelFamily.GLM);
            case "xai" -> either(model, "grok-", ModelFamily.GROK);
            case "google" -> either(model, "gemma-", ModelFamily.GEMMA);
            case "minimax" -> either(model, "minimax-", ModelFamily.MINIMAX);
            case "nvidia" -> either(model, "nemotron-", ModelFamily.NEMOTRON);
            default -> ModelFamily.UNKNOWN;
        };
    }

    private static ModelFamily either(String model, String prefix, ModelFamily family) {
        return model.startsWith(prefix) ? family : ModelFamily.UNKNOWN;
    }

    private static ModelFamily amazon(String model) {
        if (model.matches("nova-([2-9]|\\d{2})-(micro|lite|pro|premier|omni)\\b.*")) {
            return ModelFamily.NOVA_2;
        }
        if (model.matches("nova-(micro|lite|pro|premier)\\b.*")) {
            return ModelFamily.NOVA;
        }
        return either(model, "titan-text-", ModelFamily.TITAN);
    }

    private static ModelFamily claude(String model) {
        if (!model.startsWith("claude-")) {
            return ModelFamily.UNKNOWN;
        }
        if (model.startsWith("claude-v") || model.startsWith("claude-instant")) {
            return ModelFamily.CLAUDE_2;
        }
        Matcher version = CLAUDE.matcher(model);
        if (!version.matches()) {
            return ModelFamily.CLAUDE_4_7; // a name without a number is a new one
        }
        int minor = version.group(3) == null ? 0 : Integer.parseInt(version.group(3));
        return switch (Integer.parseInt(version.group(2))) {
            case 0, 1, 2 -> ModelFamily.CLAUDE_2;
            case 3 -> minor == 7 ? ModelFamily.CLAUDE_3_7 : ModelFamily.CLAUDE_3;
            case 4 -> claude4(minor, "opus".equals(version.group(1)));
            default -> ModelFamily.CLAUDE_4_7;
        };
    }

    private static ModelFamily claude4(int minor, boolean opus) {
        return switch (minor) {
            case 0, 1, 2, 3, 4 -> ModelFamily.CLAUDE_4;
            case 5 -> opus ? ModelFamily.CLAUDE_OPUS_4_5 : ModelFamily.CLAUDE_4_5;
            case 6 -> ModelFamily.CLAUDE_4_6;
            default -> ModelFamily.CLAUDE_4_7;
        };
    }
}
