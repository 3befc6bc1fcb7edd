package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

/**
 * The text completions of DeepSeek R1.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-deepseek.html">DeepSeek
 *     models</a>
 */
final class DeepSeekText extends TextFormat {
    @Override
    public Json.Obj toConverse(Json.Obj body) {
        var converse = new ConverseBodyBuilder();
        PromptParser.deepSeek(ConverseBodyBuilder.required(body, "prompt"), converse);
        return converse.setting("maxTokens", body.get("max_tokens"))
                .setting("temperature", body.get("temperature"))
                .setting("topP", body.get("top_p"))
                .setting("stopSequences", body.get("stop"))
                .converse();
    }

    @Override
    Json.Obj whole(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        return choice(said.text(), Json.of(said.reason("stop", "length", "stop")));
    }

    @Override
    Json.Obj piece(String text, int index) {
        return choice(text, Json.NULL);
    }

    @Override
    Json.Obj end(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        return choice("", Json.of(said.reason("stop", "length", "stop")));
    }

    private static Json.Obj choice(String text, Json stopReason) {
        return Json.EMPTY.with(
                "choices",
                Json.array(Json.EMPTY.with("text", Json.of(text)).with("stop_reason", stopReason)));
    }
}
