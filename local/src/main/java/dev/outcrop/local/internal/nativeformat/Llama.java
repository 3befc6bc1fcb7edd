package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

/**
 * Llama of Meta.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-meta.html">Meta
 *     Llama models</a>
 */
final class Llama extends TextFormat {
    @Override
    public Json.Obj toConverse(Json.Obj body) {
        var converse = new ConverseBodyBuilder();
        PromptParser.llama(ConverseBodyBuilder.required(body, "prompt"), converse);
        return converse.setting("maxTokens", body.get("max_gen_len"))
                .setting("temperature", body.get("temperature"))
                .setting("topP", body.get("top_p"))
                .converse();
    }

    @Override
    Json.Obj whole(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        return chunk(
                said.text(),
                Json.of(said.inputTokens()),
                said.outputTokens(),
                Json.of(said.reason("stop", "length", "stop")));
    }

    @Override
    Json.Obj piece(String text, int index) {
        return chunk(text, Json.NULL, index + 1L, Json.NULL);
    }

    @Override
    Json.Obj end(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        return chunk(
                "",
                Json.of(said.inputTokens()),
                said.outputTokens(),
                Json.of(said.reason("stop", "length", "stop")));
    }

    private static Json.Obj chunk(String text, Json promptTokens, long tokens, Json stopReason) {
        return Json.EMPTY
                .with("generation", Json.of(text))
                .with("prompt_token_count", promptTokens)
                .with("generation_token_count", Json.of(tokens))
                .with("stop_reason", stopReason);
    }
}
