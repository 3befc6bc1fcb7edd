package dev.outcrop.catalog;

import java.util.Locale;

/** Models that accept the same settings and follow the same rules. */
public enum ModelFamily {
    /** Claude Instant, and Claude up to 2.1. */
    CLAUDE_2,
    /** Claude 3 and 3.5. */
    CLAUDE_3,
    /** Claude 3.7, the first with thinking. */
    CLAUDE_3_7,
    /** Claude 4 and 4.1. */
    CLAUDE_4,
    /** Claude Sonnet 4.5 and Haiku 4.5. */
    CLAUDE_4_5,
    /** Claude Opus 4.5, the first with an effort level. */
    CLAUDE_OPUS_4_5,
    /** Claude 4.6, with adaptive thinking or a thinking budget. */
    CLAUDE_4_6,
    /** Claude 4.7 and later: no sampling settings, no thinking budget. */
    CLAUDE_4_7,
    /** Nova Micro, Lite, Pro and Premier. */
    NOVA,
    /** Nova 2 for text. */
    NOVA_2,
    /** Titan Text. */
    TITAN,
    LLAMA,
    MISTRAL,
    /** Command and Command Light. */
    COHERE_COMMAND,
    COHERE_COMMAND_R,
    JAMBA,
    DEEPSEEK,
    /** OpenAI's open models. */
    GPT_OSS,
    /** OpenAI's other models, and those that other servers offer behind OpenAI's API. */
    GPT,
    QWEN,
    KIMI,
    /** Palmyra X. */
    PALMYRA,
    /** GLM of Z.ai. */
    GLM,
    /** Grok of xAI. */
    GROK,
    /** Gemma of Google. */
    GEMMA,
    MINIMAX,
    /** Nemotron of NVIDIA. */
    NEMOTRON,
    /** A model without rules in Outcrop, or an ARN that does not name its model. */
    UNKNOWN;

    /**
     * Returns the family of a model id, an inference profile, or an ARN. An ARN of an application
     * inference profile, of a custom or imported model or of provisioned throughput does not name
     * its model, and is {@link #UNKNOWN}.
     */
    public static ModelFamily of(String modelId) {
        return ModelName.of(modelId).family();
    }

    /** Whether this is a family of Anthropic's models. */
    public boolean isClaude() {
        return name().startsWith("CLAUDE_");
    }

    /** The name in a catalog's file: {@code claude_4_5}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
