package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

import java.util.List;

/**
 * Cohere Command, the older models.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command.html">Cohere
 *     Command models</a>
 */
final class CohereCommand extends TextFormat {
    @Override
    public Json.Obj toConverse(Json.Obj body) {
        return new ConverseBodyBuilder()
                .message(
                        "user",
                        List.of(
                                ConverseBodyBuilder.text(
                                        ConverseBodyBuilder.required(body, "prompt"))))
                .setting("maxTokens", body.get("max_tokens"))
                .setting("temperature", body.get("temperature"))
                .setting("topP", body.get("p"))
                .setting("stopSequences", body.get("stop_sequences"))
                .converse();
    }

    @Override
    Json.Obj whole(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        Json generation =
                Json.EMPTY
                        .with("id", Json.of(facts.id()))
                        .with("text", Json.of(said.text()))
                        .with("finish_reason", reason(said));
        return Json.EMPTY
                .with("id", Json.of(facts.id()))
                .with("generations", Json.array(generation))
                .with("prompt", Json.of(body.string("prompt")));
    }

    @Override
    Json.Obj piece(String text, int index) {
        return Json.EMPTY.with("text", Json.of(text)).with("is_finished", Json.of(false));
    }

    @Override
    Json.Obj end(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        return Json.EMPTY.with("finish_reason", reason(said)).with("is_finished", Json.of(true));
    }

    private static Json reason(CompletedAnswer said) {
        return Json.of(said.reason("COMPLETE", "MAX_TOKENS", "COMPLETE"));
    }
}
