package dev.outcrop.it.rules;

import dev.outcrop.Model;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;

import java.util.List;
import java.util.function.UnaryOperator;

/** The rules in Nova's format, over InvokeModel. */
final class NovaBodyCases {
    private NovaBodyCases() {}

    static void add(List<RuleCase> all) {
        String max = Bodies.question("'max_tokens':9");
        row(
                all,
                max,
                "#: extraneous key [max_tokens] is not permitted",
                m -> m.with(Params.DEFAULT.withMaxTokens(9)));
        row(
                all,
                Bodies.question("'inferenceConfig':{'max_tokens':9}"),
                "#/inferenceConfig: extraneous key [max_tokens] is not permitted",
                m -> m.with(Params.DEFAULT.withMaxTokens(9).withTopK(5).withStop("END")));
        row(
                all,
                Bodies.question("'stream':true"),
                "#: extraneous key [stream] is not permitted",
                m -> m);
        row(
                all,
                Bodies.messages(Bodies.USER + ",{'role':'system','content':[{'text':'Hi'}]}"),
                "#/messages/1/role: system is not a valid enum value",
                m -> m);
        row(
                all,
                Bodies.content("{'type':'text','text':'Hi'}"),
                "#/messages/0/content/0: extraneous key [type] is not permitted",
                m -> m);
        row(all, Bodies.content("{'text':' '}"), "is blank. Add text to the text field", m -> m);
        row(
                all,
                Bodies.messages("{'role':'assistant','content':[{'text':'Hi'}]}"),
                "A conversation must start with a user message.",
                m -> m);
    }

    private static void row(
            List<RuleCase> all, String body, String words, UnaryOperator<Model> settings) {
        for (String model : List.of("us.amazon.nova-lite-v1:0", "us.amazon.nova-2-lite-v1:0")) {
            all.add(
                    RuleCase.of("Nova's schema", model, CalledApi.INVOKE_MODEL, body, words)
                            .with(settings)
                            .with(m -> m.with(Protocol.INVOKE_MODEL))
                            .before(Conversations::useClock));
        }
    }
}
