package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.TokenCounter;
import dev.outcrop.local.internal.models.ModelName;
import dev.outcrop.local.internal.models.Reasoning;

import java.util.Locale;
import java.util.Optional;

/** The reasoning before an answer, if the request enables it. */
final class Thinking {
    private static final int LONGEST_QUOTE = 120;

    private Thinking() {}

    static Optional<AnswerBlock> of(Prompt prompt) {
        return isOn(prompt) ? Optional.of(thought(prompt)) : Optional.empty();
    }

    /**
     * Anthropic's {@code thinking}, its older name, which is a word for Qwen, the effort of
     * gpt-oss, Nova's {@code reasoningConfig}, OpenAI's {@code reasoning}; or a prompt that asks
     * for it.
     */
    private static boolean isOn(Prompt prompt) {
        if (comesLast(prompt)) {
            return true;
        }
        Json.Obj fields = prompt.body().object("additionalModelRequestFields");
        for (String member : new String[] {"thinking", "reasoning_config", "reasoningConfig"}) {
            String type = fields.object(member).string("type");
            if ("enabled".equals(type) || "adaptive".equals(type)) {
                return true;
            }
        }
        if (fields.get("reasoning_config") instanceof Json.Str
                || fields.get("reasoning_effort") instanceof Json.Str) {
            return true;
        }
        String effort = fields.object("reasoning").string("effort");
        if (effort != null && !effort.equals("none")) {
            return true;
        }
        return prompt.asked().toLowerCase(Locale.ROOT).contains("thinking sampler");
    }

    /** Whether the model always thinks, and its reasoning follows its text. */
    static boolean comesLast(Prompt prompt) {
        return Reasoning.ALWAYS_LAST.of(ModelName.of(prompt.modelId()));
    }

    private static AnswerBlock thought(Prompt prompt) {
        String asked = prompt.lastQuestion().strip();
        String start =
                asked.substring(
                        0,
                        asked.offsetByCodePoints(
                                0,
                                Math.min(LONGEST_QUOTE, asked.codePointCount(0, asked.length()))));
        String text =
                "The question is: “"
                        + start
                        + "”. There is no model here that could think about it."
                        + (prompt.toolResults().isEmpty()
                                ? " I shall say so."
                                : " The tools have answered; I shall pass it on.");
        String encrypted = Signatures.encrypted(prompt, text);
        return encrypted == null
                ? new AnswerBlock.Thought(text, Signatures.of(prompt, text))
                : new AnswerBlock.Encrypted(encrypted, TokenCounter.count(text));
    }
}
