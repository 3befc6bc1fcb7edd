package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

import java.util.List;

/**
 * Amazon Titan Text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-text.html">Titan
 *     Text models</a>
 */
final class TitanText extends TextFormat {
    @Override
    public Json.Obj toConverse(Json.Obj body) {
        Json.Obj config = body.object("textGenerationConfig");
        return new ConverseBodyBuilder()
                .message(
                        "user",
                        List.of(
                                ConverseBodyBuilder.text(
                                        ConverseBodyBuilder.required(body, "inputText"))))
                .setting("maxTokens", config.get("maxTokenCount"))
                .setting("temperature", config.get("temperature"))
                .setting("topP", config.get("topP"))
                .setting("stopSequences", config.get("stopSequences"))
                .converse();
    }

    @Override
    Json.Obj whole(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        Json result =
                Json.EMPTY
                        .with("tokenCount", Json.of(said.outputTokens()))
                        .with("outputText", Json.of(said.text()))
                        .with("completionReason", reason(said));
        return Json.EMPTY
                .with("inputTextTokenCount", Json.of(said.inputTokens()))
                .with("results", Json.array(result));
    }

    @Override
    Json.Obj piece(String text, int index) {
        return Json.EMPTY
                .with("outputText", Json.of(text))
                .with("index", Json.of(0))
                .with("totalOutputTextTokenCount", Json.NULL)
                .with("completionReason", Json.NULL)
                .with("inputTextTokenCount", Json.NULL);
    }

    @Override
    Json.Obj end(Json.Obj body, CompletedAnswer said, AnswerContext facts) {
        return Json.EMPTY
                .with("outputText", Json.of(""))
                .with("index", Json.of(0))
                .with("totalOutputTextTokenCount", Json.of(said.outputTokens()))
                .with("completionReason", reason(said))
                .with("inputTextTokenCount", Json.of(said.inputTokens()));
    }

    private static Json reason(CompletedAnswer said) {
        return Json.of(said.reason("FINISH", "LENGTH", "STOP_CRITERIA_MET"));
    }
}
