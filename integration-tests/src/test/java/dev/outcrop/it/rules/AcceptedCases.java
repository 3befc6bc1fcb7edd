package dev.outcrop.it.rules;

import static dev.outcrop.it.rules.Bodies.SIGNED;
import static dev.outcrop.it.rules.Bodies.UNSIGNED;
import static dev.outcrop.it.rules.Bodies.after;
import static dev.outcrop.it.rules.Bodies.content;
import static dev.outcrop.it.rules.Bodies.messages;
import static dev.outcrop.it.rules.Bodies.result;

import dev.outcrop.message.Content;
import dev.outcrop.settings.Params;

import java.util.Base64;
import java.util.List;

/** What one model accepts and most others refuse. */
final class AcceptedCases {
    private static final String ARN =
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";
    private static final String TEXT = ",{'text':'Yes.'}";
    private static final String IMAGE =
            "{'image':{'format':'png','source':{'bytes':'"
                    + Base64.getEncoder().encodeToString(Conversations.PNG)
                    + "'}}}";

    private AcceptedCases() {}

    static void add(List<RuleCase> all) {
        reasoning(all);
        images(all);
        all.add(
                RuleCase.accepted(
                                "ids of Bedrock's own",
                                "us.mistral.pixtral-large-2502-v1:0",
                                result("tooluse_daIKOZu4g4GrvIIv9wdqy4", "{'text':'1'}"))
                        .before(Conversations::useClock));
        for (String model :
                List.of("qwen.qwen3-32b-v1:0", "us.anthropic.claude-haiku-4-5-20251001-v1:0")) {
            all.add(
                    RuleCase.accepted(
                                    "an assistant at the beginning",
                                    model,
                                    messages(
                                            "{'role':'assistant','content':[{'text':'Hi'}]},"
                                                    + Bodies.USER))
                            .rawOnly());
        }
        all.add(
                RuleCase.accepted(
                                "effort xhigh",
                                "us.anthropic.claude-opus-4-7",
                                Bodies.fields("'output_config':{'effort':'xhigh'}"))
                        .rawOnly());
        all.add(
                RuleCase.accepted(
                        "repeated roles",
                        "amazon.titan-text-express-v1",
                        messages(Bodies.USER + "," + Bodies.USER)));
        all.add(
                RuleCase.accepted(
                                "effort max while thinking is disabled",
                                "us.anthropic.claude-opus-4-8",
                                Bodies.fields(
                                        "'thinking':{'type':'disabled'},'output_config':{'effort':'max'}"))
                        .with(
                                m ->
                                        m.with(
                                                Params.DEFAULT
                                                        .withReasoningEffort("max")
                                                        .withReasoningOff())));
    }

    private static void reasoning(List<RuleCase> all) {
        for (String block : List.of(UNSIGNED, SIGNED)) {
            all.add(RuleCase.accepted("any reasoning", ARN, after(block + TEXT)));
        }
        for (String model : List.of("deepseek.v3.2", "openai.gpt-oss-120b-1:0")) {
            all.add(RuleCase.accepted("unsigned reasoning", model, after(UNSIGNED + TEXT)));
        }
        all.add(
                RuleCase.accepted(
                                "reasoning of Haiku 5.5",
                                "us.anthropic.claude-opus-5",
                                after(RawRequest.ANSWER))
                        .after("us.anthropic.claude-haiku-5-5")
                        .by("us.anthropic.claude-haiku-5-5"));
        for (String model : List.of("us.openai.gpt-5.6-sol", "us.xai.grok-4.6")) {
            all.add(
                    RuleCase.accepted("its own encryption", model, after(RawRequest.ANSWER))
                            .after(model)
                            .by(model));
        }
    }

    private static void images(List<RuleCase> all) {
        for (String model :
                List.of(
                        ARN,
                        "us.anthropic.claude-sonnet-4-6",
                        "us.amazon.nova-lite-v1:0",
                        "us.amazon.nova-2-lite-v1:0",
                        "us.meta.llama4-scout-17b-instruct-v1:0")) {
            all.add(
                    RuleCase.accepted("an image in a tool result", model, result("t1", IMAGE))
                            .before(Conversations::useCamera)
                            .last(talk -> talk.ask("Use photo again.")));
        }
        for (String model :
                List.of(
                        "moonshotai.kimi-k2.5",
                        "qwen.qwen3-vl-235b-a22b",
                        "nvidia.nemotron-nano-12b-v2",
                        "us.meta.llama3-2-11b-instruct-v1:0",
                        "us.meta.llama4-scout-17b-instruct-v1:0",
                        "us.mistral.pixtral-large-2502-v1:0",
                        "google.gemma-3-27b-it",
                        "us.openai.gpt-6.1-sol",
                        "us.xai.grok-4.6",
                        "anthropic.claude-3-haiku-20240307-v1:0",
                        "us.amazon.nova-lite-v1:0")) {
            all.add(
                    RuleCase.accepted("an image", model, content("{'text':'Hi'}," + IMAGE))
                            .last(
                                    talk -> {
                                        talk.ask(Content.text("What?"), Conversations.image());
                                        talk.ask("And?");
                                    }));
        }
    }
}
