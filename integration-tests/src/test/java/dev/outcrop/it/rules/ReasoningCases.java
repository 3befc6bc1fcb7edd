package dev.outcrop.it.rules;

import static dev.outcrop.it.rules.Bodies.SIGNED;
import static dev.outcrop.it.rules.Bodies.UNSIGNED;
import static dev.outcrop.it.rules.Bodies.after;
import static dev.outcrop.it.rules.Bodies.tools;
import static dev.outcrop.it.rules.Bodies.with;

import java.util.List;

/** Thinking in the history. */
final class ReasoningCases {
    private static final String FABLE = "us.anthropic.claude-fable-5-1";
    private static final String ANSWER = RawRequest.ANSWER;
    private static final String TEXT = ",{'text':'Yes.'}";
    private static final String SIGNATURE =
            "This model doesn't support the reasoningContent.reasoningText.signature field";
    private static final String PREFILL =
            "This model does not support assistant message prefill. The conversation must end with"
                    + " a user message.";

    private ReasoningCases() {}

    static void add(List<RuleCase> all) {
        none(all);
        foreign(all);
        encrypted(all);
        prefill(all);
        preserved(all);
    }

    private static void none(List<RuleCase> all) {
        for (String model :
                List.of(
                        "us.deepseek.r1-v1:0",
                        "us.amazon.nova-lite-v1:0",
                        "us.amazon.nova-2-lite-v1:0")) {
            all.add(
                    RuleCase.of(
                            "no reasoning",
                            model,
                            after(UNSIGNED + TEXT),
                            "User messages cannot contain reasoning content"));
            all.add(
                    RuleCase.of(
                                    "no reasoning of gpt-oss",
                                    model,
                                    after(ANSWER),
                                    "User messages cannot contain reasoning content")
                            .after("openai.gpt-oss-120b-1:0")
                            .by("openai.gpt-oss-120b-1:0"));
        }
    }

    private static void foreign(List<RuleCase> all) {
        for (String model :
                List.of(
                        "us.meta.llama3-3-70b-instruct-v1:0",
                        "us.meta.llama4-maverick-17b-instruct-v1:0",
                        "mistral.mistral-large-2402-v1:0",
                        "mistral.mistral-large-3-675b-instruct",
                        "qwen.qwen3-32b-v1:0",
                        "moonshotai.kimi-k2.5",
                        "us.writer.palmyra-x5-v1:0",
                        "anthropic.claude-3-haiku-20240307-v1:0",
                        "us.anthropic.claude-3-5-haiku-20241022-v1:0",
                        "openai.gpt-oss-120b-1:0",
                        "deepseek.v3.2",
                        "zai.glm-5",
                        "minimax.minimax-m2.5",
                        "google.gemma-3-27b-it",
                        "nvidia.nemotron-nano-12b-v2",
                        "us.openai.gpt-6.1-sol",
                        "us.xai.grok-4.6")) {
            all.add(RuleCase.of("no foreign signature", model, after(SIGNED + TEXT), SIGNATURE));
        }
        for (String model :
                List.of(
                        "us.anthropic.claude-3-7-sonnet-20250219-v1:0",
                        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                        "global.anthropic.claude-opus-5-5")) {
            all.add(
                    RuleCase.of(
                                    "signed reasoning",
                                    model,
                                    after(UNSIGNED + TEXT),
                                    "signature: Field required")
                            .by("deepseek.v3.2"));
        }
        for (String model : List.of("us.anthropic.claude-opus-4-6-v1", FABLE)) {
            all.add(
                    RuleCase.of(
                                    "reasoning of another Claude",
                                    model,
                                    after(ANSWER),
                                    "Invalid `signature` in `thinking` block")
                            .after("us.anthropic.claude-sonnet-4-6")
                            .by("us.anthropic.claude-sonnet-4-6"));
        }
    }

    private static void encrypted(List<RuleCase> all) {
        String sol = "us.openai.gpt-5.6-sol";
        for (String model :
                List.of("us.openai.gpt-5.6-luna", "us.openai.gpt-6.1-sol", "us.xai.grok-4.6")) {
            all.add(
                    RuleCase.of(
                                    "encrypted by another model",
                                    model,
                                    after(ANSWER),
                                    "encrypted reasoning was created for a different account or"
                                            + " model")
                            .after(sol)
                            .by(sol));
            all.add(
                    RuleCase.of(
                                    "no text of reasoning",
                                    model,
                                    after(UNSIGNED + TEXT),
                                    "doesn't support the reasoningContent.reasoningText")
                            .by("deepseek.v3.2"));
        }
        all.add(
                RuleCase.of(
                                "encrypted by another family",
                                "us.anthropic.claude-sonnet-4-6",
                                after(ANSWER),
                                "Invalid `data` in")
                        .after(sol)
                        .by(sol));
        all.add(
                RuleCase.of(
                                "encrypted by another family",
                                "us.amazon.nova-2-lite-v1:0",
                                after(ANSWER),
                                "User messages cannot contain reasoning content")
                        .after(sol)
                        .by(sol));
    }

    private static void prefill(List<RuleCase> all) {
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-4-6-v1",
                        "us.anthropic.claude-sonnet-5",
                        "global.anthropic.claude-fable-5-1")) {
            all.add(
                    RuleCase.of(
                            "no prefill",
                            model,
                            Bodies.messages(
                                    Bodies.USER
                                            + ",{'role':'assistant','content':[{'text':'Well'}]}"),
                            PREFILL));
        }
        for (String model : List.of("us.anthropic.claude-sonnet-5", FABLE)) {
            all.add(
                    RuleCase.of("only reasoning", model, after(SIGNED), PREFILL)
                            .before(Conversations::reasonOnly));
        }
    }

    private static void preserved(List<RuleCase> all) {
        String bound = "The block is bound to a different conversation";
        for (String model : List.of(FABLE, "us.anthropic.claude-opus-5-5")) {
            all.add(
                    RuleCase.of(
                                    "preserved thinking: system prompt",
                                    model,
                                    with(after(ANSWER), "'system':[{'text':'Be brief.'}]"),
                                    bound)
                            .after(model)
                            .last(
                                    talk -> {
                                        talk.chat().setSystem("Be brief.");
                                        talk.ask("And?");
                                    }));
            all.add(
                    RuleCase.of(
                                    "preserved thinking: tools",
                                    model,
                                    with(after(ANSWER), tools("look", Bodies.OBJECT, "")),
                                    bound)
                            .after(model)
                            .last(Conversations::useClock));
            all.add(
                    RuleCase.of(
                                    "preserved thinking: extraction",
                                    model,
                                    with(after(ANSWER), tools("look", Bodies.OBJECT, "")),
                                    bound)
                            .after(model)
                            .before(
                                    talk -> {
                                        Conversations.useClock(talk);
                                        talk.ask(RuleCase.THINK);
                                    })
                            .last(
                                    talk -> {
                                        talk.extract(Conversations.Place.class, "Where is Ann, 7?");
                                        talk.ask("And?");
                                    }));
            all.add(
                    RuleCase.of(
                                    "preserved thinking: another model and back",
                                    model,
                                    with(after(ANSWER), "'system':[{'text':'Be brief.'}]"),
                                    bound)
                            .after(model)
                            .last(
                                    talk -> {
                                        talk.ask(RuleCase.THINK);
                                        talk.chat().setModel("us.amazon.nova-lite-v1:0");
                                        talk.ask("And?");
                                        talk.chat().setModel(model);
                                        talk.chat().setSystem("Be long.");
                                        talk.ask("And now?");
                                    }));
        }
    }
}
