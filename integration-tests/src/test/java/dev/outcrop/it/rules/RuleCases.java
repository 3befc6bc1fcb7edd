package dev.outcrop.it.rules;

import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.settings.Params;
import dev.outcrop.tool.ToolMethod;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The rules, from public reports of live calls and from recordings. */
final class RuleCases {
    private static final String SIGNED =
            """
            {"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"%s"}}}
            """
                    .formatted("c2ln".repeat(30));
    private static final String UNSIGNED =
            """
            {"reasoningContent":{"reasoningText":{"text":"Hm."}}}
            """;
    private static final String TOOL =
            """
            "toolConfig":{"tools":[{"toolSpec":{"name":"look","inputSchema":{"json":{"type":"object"}}}}]%s}
            """;
    static final byte[] PIXEL =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private RuleCases() {}

    static List<RuleCase> all() {
        var all = new ArrayList<RuleCase>();
        reasoning(all);
        tools(all);
        params(all);
        documents(all);
        return all;
    }

    private static void reasoning(List<RuleCase> all) {
        String none = "User messages cannot contain reasoning content";
        all.add(RuleCase.of("no reasoning", "us.deepseek.r1-v1:0", after(UNSIGNED), none));
        all.add(RuleCase.of("no reasoning", "us.amazon.nova-lite-v1:0", after(UNSIGNED), none));
        String signature =
                "This model doesn't support the reasoningContent.reasoningText.signature field";
        for (String model :
                List.of(
                        "us.meta.llama3-3-70b-instruct-v1:0",
                        "mistral.mistral-large-2402-v1:0",
                        "qwen.qwen3-32b-v1:0",
                        "moonshotai.kimi-k2.5",
                        "us.writer.palmyra-x5-v1:0",
                        "anthropic.claude-3-haiku-20240307-v1:0",
                        "openai.gpt-oss-120b-1:0",
                        "deepseek.v3.2")) {
            all.add(RuleCase.of("no foreign signature", model, after(SIGNED), signature));
        }
        for (String model :
                List.of(
                        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                        "global.anthropic.claude-opus-5-5")) {
            all.add(
                    RuleCase.of(
                            "signed reasoning",
                            model,
                            after(UNSIGNED),
                            "signature: Field required"));
        }
        for (String model :
                List.of("us.anthropic.claude-sonnet-5", "global.anthropic.claude-fable-5-1")) {
            all.add(
                    RuleCase.of(
                            "no prefill",
                            model,
                            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]},"
                                    + "{\"role\":\"assistant\",\"content\":[{\"text\":\"Well\"}]}]}",
                            "This model does not support assistant message prefill"));
        }
    }

    private static void tools(List<RuleCase> all) {
        String image =
                "{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\""
                        + Base64.getEncoder().encodeToString(PIXEL)
                        + "\"}}}";
        for (String model :
                List.of(
                        "moonshotai.kimi-k2.5",
                        "qwen.qwen3-vl-235b-a22b",
                        "us.mistral.pixtral-large-2502-v1:0",
                        "nvidia.nemotron-nano-12b-v2",
                        "us.xai.grok-4.6",
                        "us.openai.gpt-6.1-sol")) {
            all.add(
                    RuleCase.of(
                                    "no image in a tool result",
                                    model,
                                    result("abcdefghi", image),
                                    "This model doesn't support the image field for user messages")
                            .before(talk -> {})
                            .last(RuleCases::useCamera));
        }
        all.add(
                RuleCase.of(
                                "tool use ids of Mistral",
                                "mistral.mistral-large-2402-v1:0",
                                result("tooluse_long", "{\"text\":\"1\"}"),
                                "")
                        .before(RuleCases::useClock));
        for (String model :
                List.of(
                        "us.meta.llama3-3-70b-instruct-v1:0",
                        "global.anthropic.claude-opus-5-5",
                        "us.anthropic.claude-sonnet-5-5",
                        "global.anthropic.claude-fable-5-1")) {
            all.add(
                    RuleCase.of(
                                    "no forced tool choice",
                                    model,
                                    question(TOOL.formatted(",\"toolChoice\":{\"any\":{}}")),
                                    "")
                            .before(talk -> {})
                            .last(
                                    talk ->
                                            talk.chat()
                                                    .extractor(Place.class)
                                                    .extract("Where is Ann? She is 7.")));
        }
    }

    private static void params(List<RuleCase> all) {
        for (String model :
                List.of("us.anthropic.claude-opus-4-8", "us.anthropic.claude-sonnet-5-5")) {
            all.add(
                    RuleCase.of(
                                    "no temperature",
                                    model,
                                    question("\"inferenceConfig\":{\"temperature\":0.5}"),
                                    "deprecated for this model")
                            .with(m -> m.with(Params.DEFAULT.withTemperature(0.5).withTopP(0.9))));
        }
        for (String model :
                List.of(
                        "openai.gpt-oss-120b-1:0",
                        "qwen.qwen3-32b-v1:0",
                        "us.openai.gpt-6.1-sol")) {
            all.add(
                    RuleCase.of(
                                    "no stop sequences",
                                    model,
                                    question("\"inferenceConfig\":{\"stopSequences\":[\"END\"]}"),
                                    "")
                            .with(m -> m.with(Params.DEFAULT.withStop("END"))));
        }
        all.add(
                RuleCase.of(
                                "where the effort is",
                                "us.openai.gpt-6.1-sol",
                                question(
                                        "\"additionalModelRequestFields\":{\"reasoning_effort\":\"low\"}"),
                                "Unknown parameter")
                        .with(m -> m.with(Params.DEFAULT.withReasoningEffort("low"))));
        all.add(
                RuleCase.of(
                                "no thinking budget",
                                "us.anthropic.claude-sonnet-5-5",
                                question(
                                        "\"additionalModelRequestFields\":{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}}"),
                                "")
                        .with(m -> m.with(Params.DEFAULT.withReasoningTokens(2048))));
    }

    private static void documents(List<RuleCase> all) {
        String text =
                "{\"document\":{\"format\":\"txt\",\"name\":\"a\",\"source\":{\"bytes\":\"QQ==\"}}}";
        all.add(
                RuleCase.of(
                                "a text beside a document",
                                "us.amazon.nova-lite-v1:0",
                                "{\"messages\":[{\"role\":\"user\",\"content\":[" + text + "]}]}",
                                "A text block must be included when using documents")
                        .last(
                                talk ->
                                        talk.ask(
                                                new Content.Document(
                                                        "txt", "a", bytes("A plan.")))));
        all.add(
                RuleCase.of(
                                "no source of text without citations",
                                "us.anthropic.claude-sonnet-4-6",
                                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"},"
                                        + "{\"document\":{\"format\":\"txt\",\"name\":\"a\",\"source\":{\"text\":\"A\"}}}]}]}",
                                "")
                        .last(
                                talk ->
                                        talk.ask(
                                                Content.text("What?"),
                                                new Content.Document(
                                                        "txt",
                                                        "a",
                                                        new Source.PlainText("A plan.")))));
    }

    private static void useCamera(RuleCase.Talk talk) {
        talk.chat().tools(new Camera());
        talk.ask("Use photo now.");
    }

    private static void useClock(RuleCase.Talk talk) {
        talk.chat().tools(new Clock());
        talk.ask("Use time now.");
    }

    private static Source bytes(String text) {
        return Source.bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String after(String block) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]},"
                + "{\"role\":\"assistant\",\"content\":["
                + block
                + ",{\"text\":\"Yes.\"}]},{\"role\":\"user\",\"content\":[{\"text\":\"And?\"}]}]}";
    }

    private static String question(String more) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]," + more + "}";
    }

    private static String result(String id, String content) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]},"
                + "{\"role\":\"assistant\",\"content\":[{\"toolUse\":{\"toolUseId\":\""
                + id
                + "\",\"name\":\"look\",\"input\":{}}}]},{\"role\":\"user\",\"content\":[{\"toolResult\":{\"toolUseId\":\""
                + id
                + "\",\"content\":["
                + content
                + "]}}]}],"
                + TOOL.formatted("")
                + "}";
    }

    /** What is extracted. */
    record Place(String name, int age) {}

    /** A tool that returns a picture. */
    static final class Camera {
        @ToolMethod("Takes a photo.")
        Content photo() {
            return new Content.Image("png", Source.bytes(PIXEL));
        }
    }

    /** A tool that returns a text. */
    static final class Clock {
        @ToolMethod("Tells the time.")
        String time() {
            return "12:00";
        }
    }
}
