package dev.outcrop.it.rules;

import dev.outcrop.settings.Protocol;

import java.util.List;

/** Chat Completions, Responses and Messages of models that are not there. */
final class OpenAiCases {
    private static final String CHAT = "{'messages':[{'role':'user','content':'Hi'}]}";
    private static final String RESPONSES = "{'input':'Hi'}";
    private static final String MESSAGES =
            "{'max_tokens':9,'messages':[{'role':'user','content':'Hi'}]}";

    private OpenAiCases() {}

    static void add(List<RuleCase> all) {
        wrong(
                all,
                "anthropic.claude-haiku-4-5",
                CalledApi.CHAT_COMPLETIONS,
                CHAT,
                "/v1/chat/completions");
        wrong(
                all,
                "anthropic.claude-opus-5-5",
                CalledApi.CHAT_COMPLETIONS,
                CHAT,
                "/v1/chat/completions");
        wrong(all, "anthropic.claude-haiku-4-5", CalledApi.RESPONSES, RESPONSES, "/v1/responses");
        wrong(all, "openai.gpt-oss-20b", CalledApi.MESSAGES, MESSAGES, "/v1/messages");
        wrong(all, "openai.gpt-oss-120b", CalledApi.MESSAGES, MESSAGES, "/v1/messages");
        wrong(all, "openai.gpt-5.5", CalledApi.RESPONSES, RESPONSES, "/v1/responses");
        wrong(all, "xai.grok-4.6", CalledApi.MESSAGES, MESSAGES, "/v1/messages");
        unknown(all, "us.openai.gpt-oss-20b", CalledApi.CHAT_COMPLETIONS, CHAT);
        unknown(all, "global.openai.gpt-5.6-sol", CalledApi.RESPONSES, RESPONSES);
        unknown(all, "nobody.knows-this", CalledApi.MESSAGES, MESSAGES);
    }

    private static void wrong(
            List<RuleCase> all, String model, CalledApi api, String body, String path) {
        all.add(
                RuleCase.of(
                                "the model's API",
                                model,
                                api,
                                body,
                                "does not support the '" + path + "' API")
                        .with(m -> m.with(Protocol.MANTLE)));
        all.add(
                RuleCase.of(
                                "the model's API, with tools",
                                model,
                                api,
                                body,
                                "does not support the '" + path + "' API")
                        .with(m -> m.with(Protocol.MANTLE))
                        .before(Conversations::useClock));
    }

    private static void unknown(List<RuleCase> all, String model, CalledApi api, String body) {
        all.add(
                RuleCase.of(
                                "bare ids",
                                model,
                                api,
                                body,
                                "The model '" + model + "' does not exist")
                        .status(404)
                        .rawOnly());
    }
}
