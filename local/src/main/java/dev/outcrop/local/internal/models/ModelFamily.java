package dev.outcrop.local.internal.models;

import java.util.Arrays;

/** The families of models, by the beginning of their ids. */
public enum ModelFamily {
    CLAUDE("anthropic."),
    NOVA("amazon.nova"),
    TITAN("amazon.titan"),
    LLAMA("meta.llama"),
    MISTRAL("mistral."),
    COMMAND_R("cohere.command-r"),
    COMMAND("cohere.command"),
    JAMBA("ai21.jamba"),
    JURASSIC("ai21.j2"),
    DEEPSEEK("deepseek."),
    GPT_OSS("openai.gpt-oss"),
    GPT("openai."),
    QWEN("qwen."),
    KIMI("moonshot"),
    PALMYRA("writer."),
    GLM("zai."),
    GROK("xai."),
    GEMMA("google."),
    MINIMAX("minimax."),
    NEMOTRON("nvidia."),
    /** Any other id, and ARNs that do not name their model. */
    UNKNOWN("");

    private final String beginning;

    ModelFamily(String beginning) {
        this.beginning = beginning;
    }

    /** Returns the family of an id without ARN and prefix; the first that matches. */
    static ModelFamily of(String id) {
        return Arrays.stream(values())
                .filter(family -> id.startsWith(family.beginning))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
