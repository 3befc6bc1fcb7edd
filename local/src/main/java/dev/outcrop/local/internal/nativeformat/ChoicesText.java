package dev.outcrop.local.internal.nativeformat;

import dev.outcrop.json.Json;

import java.util.function.BiConsumer;

/**
 * Text completions with a list of choices: those of Mistral, whose chat completion has the format
 * of OpenAI, and of DeepSeek R1.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-text-completion.html">Mistral
 *     AI text completion</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-deepseek.html">DeepSeek
 *     models</a>
 */
final class ChoicesText extends TextFormat {
    static final ChoicesText MISTRAL = new ChoicesText("outputs", PromptParser::instructions);
    static final ChoicesText DEEPSEEK = new ChoicesText("choices", PromptParser::deepSeek);

    private final String list;
    private final BiConsumer<String, ConverseBodyBuilder> prompt;

    /**
     * @param list the member with the choices
     * @param prompt parses the prompt
     */
    private ChoicesText(String list, BiConsumer<String, ConverseBodyBuilder> prompt) {
        this.list = list;
        this.prompt = prompt;
    }

    @Override
    public Json.Obj toConverse(Json.Obj body) {
        var converse = new ConverseBodyBuilder();
        prompt.accept(ConverseBodyBuilder.required(body, "prompt"), converse);
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

    private Json.Obj choice(String text, Json stopReason) {
        return Json.EMPTY.with(
                list,
                Json.array(Json.EMPTY.with("text", Json.of(text)).with("stop_reason", stopReason)));
    }
}
