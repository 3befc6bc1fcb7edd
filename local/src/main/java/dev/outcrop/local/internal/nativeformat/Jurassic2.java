package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.List;

/**
 * Jurassic-2 of AI21, which cannot stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-jurassic2.html">AI21
 *     Labs Jurassic-2 models</a>
 */
final class Jurassic2 extends TextFormat {
    private static final int ID = 1234; // what the service says for every answer

    @Override
    public Json.Obj toConverse(Json.Obj body) {
        return new ConverseBodyBuilder()
                .message(
                        "user",
                        List.of(
                                ConverseBodyBuilder.text(
                                        ConverseBodyBuilder.required(body, "prompt"))))
                .setting("maxTokens", body.get("maxTokens"))
                .setting("temperature", body.get("temperature"))
                .setting("topP", body.get("topP"))
                .setting("stopSequences", body.get("stopSequences"))
                .converse();
    }

    @Override
    Json.Obj whole(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        Json reason = Json.of(said.reason("endoftext", "length", "stop"));
        Json completion =
                Json.EMPTY
                        .with("data", text(said.text()))
                        .with("finishReason", Json.EMPTY.with("reason", reason));
        return Json.EMPTY
                .with("id", Json.of(ID))
                .with("prompt", text(String.valueOf(body.string("prompt"))))
                .with("completions", Json.array(completion));
    }

    private static Json text(String text) {
        return Json.EMPTY.with("text", Json.of(text)).with("tokens", Json.array());
    }

    @Override
    Json.Obj piece(String text, int index) {
        throw noStream();
    }

    @Override
    Json.Obj end(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        throw noStream();
    }

    private static ServiceError noStream() {
        return ServiceError.validation("The model is unsupported for streaming.");
    }
}
