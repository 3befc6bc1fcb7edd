package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

/**
 * The text completions of Anthropic's older models.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-text-completion.html">Anthropic
 *     Claude Text Completions API</a>
 */
final class ClaudeText extends TextFormat {
    @Override
    public Json.Obj toConverse(Json.Obj body) {
        var converse = new ConverseBodyBuilder();
        PromptParser.claude(ConverseBodyBuilder.required(body, "prompt"), converse);
        return converse.setting("maxTokens", body.get("max_tokens_to_sample"))
                .setting("temperature", body.get("temperature"))
                .setting("topP", body.get("top_p"))
                .setting("stopSequences", body.get("stop_sequences"))
                .converse();
    }

    @Override
    Json.Obj whole(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        return completion(said.text(), reason(said));
    }

    @Override
    Json.Obj piece(String text, int index) {
        return completion(text, Json.NULL);
    }

    @Override
    Json.Obj end(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        return completion("", reason(said));
    }

    private static Json.Obj completion(String text, Json stopReason) {
        return Json.EMPTY
                .with("type", Json.of("completion"))
                .with("completion", Json.of(text))
                .with("stop_reason", stopReason)
                .with("stop", stopReason instanceof Json.Null ? Json.NULL : Json.of("\n\nHuman:"));
    }

    /** These models always end on their turn's mark, which is a stop sequence. */
    private static Json reason(CompletedAnswer said) {
        return Json.of(said.reason("stop_sequence", "max_tokens", "stop_sequence"));
    }
}
