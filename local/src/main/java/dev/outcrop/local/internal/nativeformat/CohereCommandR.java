package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;

/**
 * Cohere Command R: text; its tools and documents are not translated.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command-r-plus.html">Cohere
 *     Command R models</a>
 */
final class CohereCommandR extends TextFormat {
    @Override
    public Json.Obj toConverse(Json.Obj body) {
        var converse = new ConverseBodyBuilder();
        if (body.get("preamble") instanceof Json.Str(String preamble)) {
            converse.system(ConverseBodyBuilder.text(preamble));
        }
        for (Json turn : body.array("chat_history")) {
            if (turn instanceof Json.Obj object) {
                String role = "CHATBOT".equals(object.string("role")) ? "assistant" : "user";
                converse.message(
                        role,
                        List.of(
                                ConverseBodyBuilder.text(
                                        ConverseBodyBuilder.required(object, "message"))));
            }
        }
        return converse.message(
                        "user",
                        List.of(
                                ConverseBodyBuilder.text(
                                        ConverseBodyBuilder.required(body, "message"))))
                .setting("maxTokens", body.get("max_tokens"))
                .setting("temperature", body.get("temperature"))
                .setting("topP", body.get("p"))
                .setting("stopSequences", body.get("stop_sequences"))
                .converse();
    }

    @Override
    Json.Obj whole(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        var history = new ArrayList<>(body.array("chat_history"));
        history.add(turn("USER", String.valueOf(body.string("message"))));
        history.add(turn("CHATBOT", said.text()));
        return Json.EMPTY
                .with("response_id", Json.of(facts.id()))
                .with("text", Json.of(said.text()))
                .with("generation_id", Json.of(facts.id()))
                .with("chat_history", new Json.Arr(history))
                .with(
                        "finish_reason",
                        Json.of(said.reason("COMPLETE", "MAX_TOKENS", "STOP_SEQUENCE")));
    }

    @Override
    Json.Obj piece(String text, int index) {
        return Json.EMPTY
                .with("is_finished", Json.of(false))
                .with("event_type", Json.of("text-generation"))
                .with("text", Json.of(text));
    }

    @Override
    Json.Obj end(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        Json.Obj whole = whole(body, said, facts);
        return Json.EMPTY
                .with("is_finished", Json.of(true))
                .with("event_type", Json.of("stream-end"))
                .with("response", whole)
                .with("finish_reason", Json.of(whole.string("finish_reason")));
    }

    private static Json turn(String role, String message) {
        return Json.EMPTY.with("role", Json.of(role)).with("message", Json.of(message));
    }
}
