package dev.outcrop.it.rules;

import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;

import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rules in Anthropic's format, over InvokeModel and Messages. */
final class ClaudeBodyCases {
    private static final String SONNET = "claude-sonnet-4-6";
    private static final String HAIKU = "claude-haiku-4-5-20251001-v1:0";
    private static final String OPUS = "claude-opus-5-5";
    private static final String SONNET_5_5 = "claude-sonnet-5-5";
    private static final String FABLE = "claude-fable-5-1";
    private static final String U = "{'role':'user','content':'Hi'}";
    private static final String TOOL = "{'name':'look','input_schema':{'type':'object'}}";
    private static final String UNION =
            "{'name':'look','input_schema':{'type':'object','anyOf':[]}}";
    private static final String ANY = "'tools':[" + TOOL + "],'tool_choice':{'type':'any'}";
    private static final String ONE =
            "'tools':[" + TOOL + "],'tool_choice':{'type':'tool','name':'look'}";
    private static final String PREFILL =
            "This model does not support assistant message prefill. The conversation must end with"
                    + " a user message.";

    private ClaudeBodyCases() {}

    static void add(List<RuleCase> all) {
        history(all);
        params(all);
        tools(all);
        media(all);
        raw(all);
    }

    private static void history(List<RuleCase> all) {
        String text = ",{'role':'assistant','content':'Hm'}";
        for (String model : List.of(OPUS, SONNET, FABLE)) {
            both(all, "no prefill", model, messages(U + text), PREFILL, r -> r);
            both(
                    all,
                    "signed reasoning",
                    model,
                    messages(
                            U
                                    + ",{'role':'assistant','content':[{'type':'thinking','thinking':'Hm'},"
                                    + "{'type':'text','text':'Yes.'}]},"
                                    + U),
                    "",
                    r -> r.by("deepseek.v3.2"));
        }
        for (String model : List.of("claude-sonnet-5", FABLE)) {
            both(
                    all,
                    "no prefill after only reasoning",
                    model,
                    messages(U + text),
                    PREFILL,
                    r -> r.before(Conversations::reasonOnly));
        }
        both(
                all,
                "blank text",
                SONNET,
                messages("{'role':'user','content':[{'type':'text','text':' '}]}"),
                "text content blocks must contain non-whitespace text",
                r ->
                        r.last(
                                talk ->
                                        talk.send(
                                                Message.user(
                                                        Content.text(" "), Content.text("And?")))));
        for (String model : List.of(HAIKU, "claude-opus-4-7")) {
            both(
                    all,
                    "no system message in the middle",
                    model,
                    messages(
                            U
                                    + ",{'role':'assistant','content':'A'},"
                                    + U
                                    + ",{'role':'system','content':'x'}"),
                    model.equals(HAIKU)
                            ? "messages: Unexpected role \"system\"."
                            : "role 'system' is not supported on this model",
                    r ->
                            r.last(
                                    talk ->
                                            talk.send(
                                                    Message.user("Hi"),
                                                    Message.system("Be brief."),
                                                    Message.assistant("Hi"),
                                                    Message.user("And?"))));
        }
    }

    private static void params(List<RuleCase> all) {
        for (String model : List.of("claude-opus-4-7", OPUS, SONNET_5_5, FABLE)) {
            for (String field : List.of("'temperature':0.5", "'top_p':0.5", "'top_k':5")) {
                both(
                        all,
                        "no " + field,
                        model,
                        asked(field),
                        "is deprecated for this model.",
                        r ->
                                r.with(
                                        m ->
                                                m.with(
                                                        Params.DEFAULT
                                                                .withTemperature(0.5)
                                                                .withTopP(0.5)
                                                                .withTopK(5))));
            }
            both(
                    all,
                    "no thinking budget",
                    model,
                    asked("'thinking':{'type':'enabled','budget_tokens':2048}"),
                    "\"thinking.type.enabled\" is not supported",
                    r -> r.with(m -> m.with(Params.DEFAULT.withReasoningTokens(2048))));
        }
        for (String model : List.of(OPUS, SONNET_5_5, FABLE)) {
            both(
                    all,
                    "thinking cannot be switched off",
                    model,
                    asked("'thinking':{'type':'disabled'}"),
                    "\"thinking.type.disabled\" is not supported",
                    r -> r.with(m -> m.with(Params.DEFAULT.withReasoningOff())));
        }
        both(
                all,
                "no blank stop sequences",
                SONNET,
                asked("'stop_sequences':[' ']"),
                "each stop sequence must contain non-whitespace",
                r -> r.with(m -> m.with(Params.DEFAULT.withStop("END", " "))));
        both(
                all,
                "max_tokens above the budget",
                HAIKU,
                "{'messages':["
                        + U
                        + "],'max_tokens':2000,'thinking':{'type':'enabled','budget_tokens':2000}}",
                "`max_tokens` must be greater than `thinking.budget_tokens`.",
                r -> r.with(m -> m.with(Params.DEFAULT.withReasoningTokens(8_000))));
    }

    private static void tools(List<RuleCase> all) {
        for (String model : List.of(OPUS, SONNET_5_5, FABLE, "claude-fable-5-2")) {
            both(
                    all,
                    "any",
                    model,
                    asked(ANY),
                    ToolChoiceCases.NOT_FORCED,
                    r -> forced(r, ToolChoice.ANY));
            both(
                    all,
                    "one",
                    model,
                    asked(ONE),
                    ToolChoiceCases.NOT_FORCED,
                    r -> forced(r, ToolChoice.tool("time")));
            both(
                    all,
                    "no forced tool choice in an extraction",
                    model,
                    asked(ONE),
                    ToolChoiceCases.NOT_FORCED,
                    r ->
                            r.last(
                                    talk ->
                                            talk.extract(
                                                    Conversations.Place.class,
                                                    "Where is Ann, 7?")));
        }
        both(
                all,
                "no forced tool choice while thinking",
                HAIKU,
                asked(ANY + ",'thinking':{'type':'enabled','budget_tokens':2000}"),
                ToolChoiceCases.NOT_WHILE_THINKING,
                r ->
                        forced(r, ToolChoice.ANY)
                                .with(m -> m.with(Params.DEFAULT.withReasoningTokens(2000))));
        both(
                all,
                "no anyOf at the top",
                SONNET,
                asked("'tools':[" + UNION + "]"),
                "input_schema does not support oneOf, allOf, or anyOf at the top level",
                r ->
                        r.last(
                                talk -> {
                                    talk.chat()
                                            .tools(
                                                    Conversations.tool(
                                                            "look",
                                                            "{'type':'object','anyOf':[{'type':'object'}]}"));
                                    talk.ask("Use look now.");
                                }));
    }

    private static RuleCase forced(RuleCase row, ToolChoice choice) {
        return row.last(
                talk -> {
                    talk.chat().tools(new Conversations.Clock());
                    new Talk(talk.chat().with(choice), talk.streamed()).ask("Use time now.");
                });
    }

    private static void media(List<RuleCase> all) {
        String png = Base64.getEncoder().encodeToString(Conversations.PNG);
        both(
                all,
                "bytes of another format",
                SONNET,
                messages(
                        "{'role':'user','content':[{'type':'image','source':{'type':'base64',"
                                + "'media_type':'image/jpeg','data':'"
                                + png
                                + "'}}]}"),
                "but the image appears to be a image/png image",
                r ->
                        r.last(
                                talk ->
                                        talk.ask(
                                                Content.text("What?"),
                                                new Content.Image(
                                                        "jpeg", Source.bytes(Conversations.PNG)))));
        both(
                all,
                "text as base64",
                SONNET,
                messages(
                        "{'role':'user','content':[{'type':'document','source':{'type':'base64',"
                                + "'media_type':'text/plain','data':'QQ=='}}]}"),
                "media_type: Input should be 'application/pdf'",
                r ->
                        r.last(
                                talk ->
                                        talk.ask(
                                                Content.text("What?"),
                                                new Content.Document(
                                                        "txt",
                                                        "a",
                                                        Conversations.bytes("A plan.")))));
    }

    /** What no setting of the library asks for. */
    private static void raw(List<RuleCase> all) {
        UnaryOperator<RuleCase> none = RuleCase::rawOnly;
        both(
                all,
                "max_tokens",
                SONNET,
                "{'messages':[" + U + "]}",
                "max_tokens: Field required",
                none);
        both(
                all,
                "unknown members",
                SONNET,
                asked("'foo':1"),
                "foo: Extra inputs are not permitted",
                none);
        both(all, "no messages", SONNET, messages(""), "at least one message is required", none);
        both(
                all,
                "two tools of one name",
                SONNET,
                asked("'tools':[" + TOOL + "," + TOOL + "]"),
                "tools: Tool names must be unique.",
                none);
        both(
                all,
                "an orphan result",
                SONNET,
                messages(
                        "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':'x'}]}"),
                "unexpected `tool_use_id` found in `tool_result` blocks: t1",
                none);
        all.add(
                RuleCase.of(
                                "anthropic_version",
                                "us.anthropic." + SONNET,
                                CalledApi.INVOKE_MODEL,
                                messages(U),
                                "anthropic_version: Field required")
                        .rawOnly());
    }

    private static String messages(String messages) {
        return "{'messages':[" + messages + "],'max_tokens':9000}";
    }

    private static String asked(String more) {
        return "{'messages':[" + U + "],'max_tokens':9000," + more + "}";
    }

    /** Messages takes bare ids at bedrock-mantle, which older models are not at. */
    private static void both(
            List<RuleCase> all,
            String rule,
            String model,
            String body,
            String words,
            UnaryOperator<RuleCase> more) {
        String invoked = "{'anthropic_version':'bedrock-2023-05-31'," + body.substring(1);
        all.add(
                more.apply(
                        RuleCase.of(
                                        rule,
                                        "us.anthropic." + model,
                                        CalledApi.INVOKE_MODEL,
                                        invoked,
                                        words)
                                .with(m -> m.with(Protocol.INVOKE_MODEL))));
        String bare = "anthropic." + model.replaceFirst("-2025.*", "");
        all.add(
                more.apply(
                        RuleCase.of(rule, bare, CalledApi.MESSAGES, body, words)
                                .with(m -> m.with(Protocol.MANTLE))));
    }
}
