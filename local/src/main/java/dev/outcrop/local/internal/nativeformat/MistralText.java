package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

/**
 * Mistral's text completion. Its chat completion has the format of OpenAI.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-text-completion.html">Mistral
 *     AI text completion</a>
 */
final class MistralText extends TextFormat {
    @Override
    public Json.Obj toConverse(Json.Obj body) {
        var converse = new ConverseBodyBuilder();
        PromptParser.instructions(ConverseBodyBuilder.required(body, "prompt"), converse);
        return converse.setting("maxTokens", body.get("max_tokens"))
                .setting("temperature", body.get("temperature"))
                .setting("topP", body.get("top_p"))
                .setting("stopSequences", body.get("stop"))
                .converse();
    }

    @Override
    Json.Obj whole(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        return outputs(said.text(), Json.of(said.reason("stop", "length", "stop")));
    }

    @Override
    Json.Obj piece(String text, int index) {
        return outputs(text, Json.NULL);
    }

    @Override
    Json.Obj end(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        return outputs("", Json.of(said.reason("stop", "length", "stop")));
    }

    private static Json.Obj outputs(String text, Json stopReason) {
        return Json.EMPTY.with(
                "outputs",
                Json.array(Json.EMPTY.with("text", Json.of(text)).with("stop_reason", stopReason)));
    }
}
