package dev.outcrop.it.rules;

import static dev.outcrop.it.rules.Bodies.OBJECT;
import static dev.outcrop.it.rules.Bodies.question;
import static dev.outcrop.it.rules.Bodies.tools;
import static dev.outcrop.it.rules.Bodies.with;

import dev.outcrop.message.ToolChoice;
import dev.outcrop.settings.Params;

import java.util.List;

/** Forced tool choices. */
final class ToolChoiceCases {
    static final String NOT_FORCED =
            "tool_choice: type \"tool\" and \"any\" are not supported for this model.";
    static final String NOT_WHILE_THINKING =
            "Thinking may not be enabled when tool_choice forces tool use.";
    private static final String ANY = question(tools("t", OBJECT, ",'toolChoice':{'any':{}}"));
    private static final String ONE =
            question(tools("t", OBJECT, ",'toolChoice':{'tool':{'name':'t'}}"));

    private ToolChoiceCases() {}

    static void add(List<RuleCase> all) {
        for (String model :
                List.of(
                        "global.anthropic.claude-opus-5-5",
                        "us.anthropic.claude-sonnet-5-5",
                        "global.anthropic.claude-fable-5-1",
                        "us.anthropic.claude-fable-5-2")) {
            both(all, model, NOT_FORCED, NOT_FORCED);
        }
        both(
                all,
                "us.meta.llama4-maverick-17b-instruct-v1:0",
                "This model doesn't support the toolConfig.toolChoice.any field",
                "This model doesn't support the toolConfig.toolChoice.tool field");
        // the stream is refused because of the tools
        String not = "This model doesn't support ";
        both(all, "us.meta.llama3-3-70b-instruct-v1:0", not, not);
        for (String model :
                List.of(
                        "mistral.mistral-large-2402-v1:0",
                        "cohere.command-r-plus-v1:0",
                        "us.writer.palmyra-x5-v1:0",
                        "ai21.jamba-1-5-large-v1:0")) {
            all.add(
                    forced(
                            model,
                            ONE,
                            "doesn't support the toolConfig.toolChoice.tool field",
                            ToolChoice.tool("time")));
        }
        String budget =
                "'additionalModelRequestFields':{'thinking':{'type':'enabled','budget_tokens':1024}}";
        for (String model :
                List.of(
                        "us.anthropic.claude-3-7-sonnet-20250219-v1:0",
                        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                        "us.anthropic.claude-opus-4-6-v1")) {
            all.add(
                    forced(model, with(ANY, budget), NOT_WHILE_THINKING, ToolChoice.ANY)
                            .with(m -> m.with(Params.DEFAULT.withReasoningTokens(1024))));
        }
        String adaptive = "'additionalModelRequestFields':{'thinking':{'type':'adaptive'}}";
        all.add(
                forced(
                                "us.anthropic.claude-opus-4-7",
                                with(ANY, adaptive),
                                NOT_WHILE_THINKING,
                                ToolChoice.ANY)
                        .with(m -> m.with(Params.DEFAULT.withReasoningEffort("high"))));
    }

    private static void both(List<RuleCase> all, String model, String any, String one) {
        all.add(forced(model, ANY, any, ToolChoice.ANY));
        all.add(forced(model, ONE, one, ToolChoice.tool("time")));
        all.add(
                RuleCase.of("no forced tool choice in an extraction", model, ANY, any)
                        .last(talk -> talk.extract(Conversations.Place.class, "Where is Ann, 7?")));
    }

    private static RuleCase forced(String model, String body, String words, ToolChoice choice) {
        return RuleCase.of("no forced tool choice: " + choice, model, body, words)
                .last(
                        talk -> {
                            talk.chat().tools(new Conversations.Clock());
                            new Talk(talk.chat().with(choice), talk.streamed())
                                    .ask("Use time now.");
                        });
    }
}
