package dev.outcrop.it.rules;

import static dev.outcrop.it.rules.Bodies.USER;
import static dev.outcrop.it.rules.Bodies.messages;
import static dev.outcrop.it.rules.Bodies.question;

import dev.outcrop.message.Message;

import java.util.List;

/** System prompts, and system messages in the conversation. */
final class SystemCases {
    private static final String SYSTEM = "{'role':'system','content':[{'text':'Be brief.'}]}";

    private SystemCases() {}

    static void add(List<RuleCase> all) {
        for (String model :
                List.of(
                        "mistral.mistral-7b-instruct-v0:2",
                        "mistral.mixtral-8x7b-instruct-v0:1",
                        "amazon.titan-text-express-v1",
                        "cohere.command-text-v14")) {
            all.add(
                    RuleCase.of(
                                    "no system prompt",
                                    model,
                                    question("'system':[{'text':'Be brief.'}]"),
                                    "This model doesn't support system messages.")
                            .last(
                                    talk -> {
                                        talk.chat().setSystem("Be brief.");
                                        talk.ask("And?");
                                    }));
            all.add(
                    inTheMiddle(
                            model,
                            "failed to satisfy constraint: Member must satisfy enum value set"));
        }
        for (String model :
                List.of("us.amazon.nova-micro-v1:0", "qwen.qwen3-32b-v1:0", "deepseek.v3.2")) {
            all.add(
                    inTheMiddle(
                            model,
                            "failed to satisfy constraint: Member must satisfy enum value set"));
        }
        for (String model :
                List.of(
                        "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                        "us.anthropic.claude-sonnet-4-6")) {
            all.add(inTheMiddle(model, "messages: Unexpected role \"system\"."));
        }
        all.add(
                inTheMiddle(
                        "us.anthropic.claude-opus-4-7",
                        "role 'system' is not supported on this model"));
        for (String model :
                List.of("us.anthropic.claude-opus-4-8", "us.anthropic.claude-sonnet-5-5")) {
            all.add(
                    RuleCase.of(
                                    "no system message at the front",
                                    model,
                                    messages(SYSTEM + "," + USER),
                                    "use the top-level 'system' parameter for the initial system"
                                            + " prompt")
                            .only(
                                    talk ->
                                            talk.send(
                                                    Message.system("Be brief."),
                                                    Message.user("And?"))));
        }
    }

    private static RuleCase inTheMiddle(String model, String words) {
        return RuleCase.of(
                        "no system message in the middle",
                        model,
                        messages(
                                USER
                                        + ","
                                        + SYSTEM
                                        + ",{'role':'assistant','content':[{'text':'Hi'}]},"
                                        + USER),
                        words)
                .last(
                        talk ->
                                talk.send(
                                        Message.user("Hi"),
                                        Message.system("Be brief."),
                                        Message.assistant("Hi"),
                                        Message.user("And?")));
    }
}
