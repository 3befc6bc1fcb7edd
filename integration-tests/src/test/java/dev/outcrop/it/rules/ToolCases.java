package dev.outcrop.it.rules;

import static dev.outcrop.it.rules.Bodies.OBJECT;
import static dev.outcrop.it.rules.Bodies.question;
import static dev.outcrop.it.rules.Bodies.result;
import static dev.outcrop.it.rules.Bodies.tool;
import static dev.outcrop.it.rules.Bodies.tools;

import dev.outcrop.message.Content;

import java.util.Base64;
import java.util.List;

/** Tools: names, ids, schemas, results, streams. */
final class ToolCases {
    private static final String SONNET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String UNION = "{'type':'object','anyOf':[{'type':'object'}]}";

    private static final String CLOSED =
            "{'type':'object','properties':{},'additionalProperties':false}";

    private ToolCases() {}

    static void add(List<RuleCase> all) {
        images(all);
        videos(all);
        names(all);
        ids(all);
        schemas(all);
        support(all);
    }

    private static void images(List<RuleCase> all) {
        String image =
                "{'image':{'format':'png','source':{'bytes':'"
                        + Base64.getEncoder().encodeToString(Conversations.PNG)
                        + "'}}}";
        for (String model :
                List.of(
                        "moonshotai.kimi-k2.5",
                        "qwen.qwen3-vl-235b-a22b",
                        "us.mistral.pixtral-large-2502-v1:0",
                        "nvidia.nemotron-nano-12b-v2",
                        "google.gemma-3-27b-it",
                        "us.xai.grok-4.6",
                        "us.openai.gpt-6.1-sol")) {
            all.add(
                    RuleCase.of(
                                    "no image in a tool result",
                                    model,
                                    result("abcdefghi", image),
                                    "This model doesn't support the image field for user messages")
                            .only(Conversations::useCamera));
            all.add(
                    RuleCase.of(
                                    "no image in a tool result of before",
                                    model,
                                    result("abcdefghi", image),
                                    "This model doesn't support the image field for user messages")
                            .before(Conversations::useCamera));
        }
    }

    private static void names(List<RuleCase> all) {
        for (String model : List.of("us.amazon.nova-lite-v1:0", "us.amazon.nova-pro-v1:0")) {
            all.add(
                    RuleCase.of(
                                    "no hyphen in a tool's name",
                                    model,
                                    Bodies.with(
                                            Bodies.content("{'text':'Use get-time now.'}"),
                                            tools("get-time", OBJECT, "")),
                                    "Model produced invalid sequence as part of ToolUse")
                            .status(424)
                            .before(ToolCases::useHyphen)
                            .last(talk -> talk.ask("Use get-time and get_time again.")));
        }
        String twice =
                question(
                        "'toolConfig':{'tools':["
                                + tool("t", OBJECT)
                                + ","
                                + tool("t", OBJECT)
                                + "]}");
        all.add(
                RuleCase.of("two tools of one name", SONNET, twice, "Tool names must be unique.")
                        .rawOnly());
    }

    private static void useHyphen(Talk talk) {
        talk.chat().tools(Conversations.tool("get-time", OBJECT));
        talk.ask("Use get-time and get_time now.");
    }

    private static void ids(List<RuleCase> all) {
        for (String model :
                List.of(
                        "mistral.mistral-large-2402-v1:0",
                        "mistral.ministral-3-14b-instruct",
                        "us.mistral.pixtral-large-2502-v1:0")) {
            all.add(
                    RuleCase.of(
                                    "tool use ids of Mistral",
                                    model,
                                    result("call_long", "{'text':'1'}"),
                                    "but must be a-z, A-Z, 0-9, with a length of 9")
                            .before(Conversations::useClock));
        }
    }

    private static void schemas(List<RuleCase> all) {
        for (String model :
                List.of(
                        SONNET,
                        "us.anthropic.claude-opus-5-5",
                        "anthropic.claude-3-haiku-20240307-v1:0")) {
            all.add(
                    RuleCase.of(
                                    "no anyOf at the top",
                                    model,
                                    question(tools("t", UNION, "")),
                                    "input_schema does not support oneOf, allOf, or anyOf at the"
                                            + " top level")
                            .last(
                                    talk -> {
                                        talk.chat().tools(Conversations.tool("look", UNION));
                                        talk.ask("Use look now.");
                                    }));
        }
        for (String model :
                List.of(
                        SONNET,
                        "us.amazon.nova-micro-v1:0",
                        "us.meta.llama4-scout-17b-instruct-v1:0")) {
            all.add(
                    RuleCase.of(
                                    "a schema is of an object",
                                    model,
                                    question(tools("t", "{}", "")),
                                    ".type must be one of the following: object.")
                            .rawOnly());
        }
        for (String model :
                List.of("us.anthropic.claude-opus-5-5", "us.anthropic.claude-fable-5-1")) {
            all.add(
                    RuleCase.of(
                                    "no strict tools",
                                    model,
                                    question(
                                            "'toolConfig':{'tools':[{'toolSpec':{'name':'t','strict':"
                                                    + "true,'inputSchema':{'json':"
                                                    + OBJECT
                                                    + "}}}]}"),
                                    "tools.0.custom.strict: Extra inputs are not permitted")
                            .last(
                                    talk -> {
                                        talk.chat()
                                                .tools(Conversations.tool("look", CLOSED).strict());
                                        talk.ask("Use look now.");
                                    }));
        }
    }

    private static void videos(List<RuleCase> all) {
        for (String model : List.of("us.amazon.nova-lite-v1:0", "us.amazon.nova-2-lite-v1:0")) {
            all.add(
                    RuleCase.of(
                                    "no video in a tool result",
                                    model,
                                    result(
                                            "t1",
                                            "{'video':{'format':'mp4','source':{'bytes':'QQ=='}}}"),
                                    "extraneous key [toolResult] is not permitted")
                            .only(
                                    talk -> {
                                        talk.chat()
                                                .tools(
                                                        Conversations.tool(
                                                                "film",
                                                                new Content.Video(
                                                                        "mp4",
                                                                        Conversations.bytes("A"))));
                                        talk.ask("Use film now.");
                                    }));
        }
    }

    private static void support(List<RuleCase> all) {
        for (String model :
                List.of(
                        "us.meta.llama3-3-70b-instruct-v1:0",
                        "us.meta.llama3-1-8b-instruct-v1:0")) {
            all.add(
                    RuleCase.of(
                                    "no tools in streams",
                                    model,
                                    question(tools("t", OBJECT, "")),
                                    "This model doesn't support tool use in streaming mode.")
                            .streamedOnly()
                            .before(Conversations::useClock)
                            .last(talk -> talk.ask("Use time again.")));
        }
        for (String model :
                List.of(
                        "us.deepseek.r1-v1:0",
                        "us.meta.llama3-2-3b-instruct-v1:0",
                        "meta.llama3-70b-instruct-v1:0",
                        "mistral.mixtral-8x7b-instruct-v0:1",
                        "mistral.mistral-7b-instruct-v0:2",
                        "amazon.titan-text-express-v1",
                        "ai21.jamba-instruct-v1:0",
                        "anthropic.claude-v2:1")) {
            all.add(
                    RuleCase.of(
                                    "no tools",
                                    model,
                                    question(tools("t", OBJECT, "")),
                                    "This model doesn't support tool use.")
                            .only(
                                    talk ->
                                            talk.extract(
                                                    Conversations.Place.class,
                                                    "Where is Ann, 7?")));
        }
    }
}
