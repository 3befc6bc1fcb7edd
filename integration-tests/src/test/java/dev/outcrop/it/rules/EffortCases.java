package dev.outcrop.it.rules;

import static dev.outcrop.it.rules.Bodies.fields;

import dev.outcrop.settings.Params;

import java.util.List;

/** Efforts, budgets, and switching thinking off. */
final class EffortCases {
    private static final String NO_TYPE = "is not supported for this model.";

    private EffortCases() {}

    static void add(List<RuleCase> all) {
        claude(all);
        off(all);
        gpt(all);
    }

    private static void claude(List<RuleCase> all) {
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-4-7",
                        "us.anthropic.claude-sonnet-5",
                        "us.anthropic.claude-sonnet-5-5",
                        "us.anthropic.claude-opus-5-5",
                        "us.anthropic.claude-haiku-5-5",
                        "us.anthropic.claude-fable-5-1")) {
            all.add(
                    RuleCase.of(
                                    "no thinking budget",
                                    model,
                                    fields("'thinking':{'type':'enabled','budget_tokens':2048}"),
                                    "\"thinking.type.enabled\" " + NO_TYPE)
                            .with(m -> m.with(Params.DEFAULT.withReasoningTokens(2048))));
        }
        all.add(
                RuleCase.of(
                                "no effort",
                                "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                                fields("'output_config':{'effort':'low'}"),
                                "output_config.effort: Extra inputs are not permitted")
                        .with(m -> m.with(Params.DEFAULT.withReasoningEffort("low"))));
        all.add(
                RuleCase.of(
                                "no adaptive thinking",
                                "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                                fields("'thinking':{'type':'adaptive'}"),
                                "adaptive thinking is not supported on this model")
                        .with(m -> m.with(Params.DEFAULT.withReasoningEffort("low"))));
        for (String model :
                List.of("us.anthropic.claude-opus-4-6-v1", "us.anthropic.claude-sonnet-4-6")) {
            all.add(
                    RuleCase.of(
                                    "levels of outputConfig",
                                    model,
                                    Bodies.question("'outputConfig':{'effort':'xhigh'}"),
                                    "does not support effort level")
                            .with(m -> m.with(Params.DEFAULT.withReasoningEffort("xhigh"))));
            all.add(
                    level(
                                    model,
                                    "'output_config':{'effort':'xhigh'}",
                                    "does not support effort level")
                            .with(m -> m.with(Params.DEFAULT.withReasoningEffort("xhigh"))));
        }
        all.add(
                level(
                                "us.anthropic.claude-opus-4-5-20251101-v1:0",
                                "'output_config':{'effort':'max'}",
                                "output_config.effort: Input should be")
                        .with(m -> m.with(Params.DEFAULT.withReasoningEffort("max"))));
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-5-5",
                        "us.anthropic.claude-sonnet-5-5",
                        "us.anthropic.claude-haiku-5-5")) {
            all.add(
                    level(
                                    model,
                                    "'output_config':{'effort':'none'}",
                                    "output_config.effort: Input should be")
                            .with(m -> m.with(Params.DEFAULT.withReasoningEffort("none"))));
            all.add(
                    level(
                                    model,
                                    "'output_config':{'effort':'minimal'}",
                                    "output_config.effort: Input should be")
                            .with(m -> m.with(Params.DEFAULT.withReasoningEffort("minimal"))));
        }
    }

    private static void off(List<RuleCase> all) {
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-5-5",
                        "us.anthropic.claude-sonnet-5-5",
                        "us.anthropic.claude-fable-5",
                        "us.anthropic.claude-fable-5-1")) {
            all.add(
                    RuleCase.of(
                                    "thinking cannot be switched off",
                                    model,
                                    fields("'thinking':{'type':'disabled'}"),
                                    "\"thinking.type.disabled\" " + NO_TYPE)
                            .with(m -> m.with(Params.DEFAULT.withReasoningOff())));
        }
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-4-7",
                        "us.anthropic.claude-sonnet-5",
                        "us.anthropic.claude-haiku-5-5")) {
            all.add(
                    RuleCase.of(
                                    "not between tools",
                                    model,
                                    fields("'thinking':{'type':'between_tools'}"),
                                    "between_tools")
                            .with(m -> m.with(Params.DEFAULT.withReasoningOff())));
        }
        for (String model :
                List.of("us.anthropic.claude-opus-5", "us.anthropic.claude-haiku-5-5")) {
            all.add(
                    RuleCase.of(
                                    "off up to effort high",
                                    model,
                                    fields(
                                            "'thinking':{'type':'disabled'},'output_config':{'effort':'max'}"),
                                    "is not supported when thinking is disabled on this model")
                            .with(
                                    m ->
                                            m.with(
                                                    Params.DEFAULT
                                                            .withReasoningEffort("max")
                                                            .withReasoningOff())));
        }
    }

    private static void gpt(List<RuleCase> all) {
        for (String model :
                List.of("us.openai.gpt-5.6-terra", "us.openai.gpt-6.1-sol", "openai.gpt-6.2-sol")) {
            all.add(
                    level(model, "'reasoning_effort':'low'", "Unknown parameter")
                            .with(m -> m.with(Params.DEFAULT.withReasoningEffort("low"))));
        }
        all.add(
                level(
                                "openai.gpt-6-luna",
                                "'reasoning':{'effort':'minimal'}",
                                "Unsupported value: 'minimal'")
                        .with(m -> m.with(Params.DEFAULT.withReasoningEffort("minimal"))));
        for (String model : List.of("us.openai.gpt-6.1-sol", "openai.gpt-6.2-sol")) {
            all.add(
                    level(model, "'reasoning':{'effort':'none'}", "Unsupported value: 'none'")
                            .with(m -> m.with(Params.DEFAULT.withReasoningOff())));
        }
    }

    private static RuleCase level(String model, String fields, String words) {
        return RuleCase.of("levels of effort: " + fields, model, fields(fields), words);
    }
}
