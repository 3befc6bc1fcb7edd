package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.StopReason;

import java.util.Map;

/**
 * The families whose models read and write one text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html">Inference
 *     request parameters and response fields</a>
 */
public final class PromptFormats {
    /** The length of an answer if a request must contain one, and the caller set none. */
    private static final int USUAL_ANSWER = 4_096;

    private static final Map<String, StopReason> STOP_OR_LENGTH =
            Map.of("stop", StopReason.END_TURN, "length", StopReason.MAX_TOKENS);

    private static final Map<String, StopReason> COHERE =
            Map.of(
                    "COMPLETE", StopReason.END_TURN,
                    "MAX_TOKENS", StopReason.MAX_TOKENS,
                    "STOP_SEQUENCE", StopReason.STOP_SEQUENCE,
                    "ERROR_TOXIC", StopReason.CONTENT_FILTERED,
                    "ERROR_LIMIT", StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED,
                    "ERROR", StopReason.MALFORMED_MODEL_OUTPUT);

    static final VendorCodec LLAMA_2 = llama("Llama 2", ChatTemplate.Instructions.LLAMA_2);
    static final VendorCodec LLAMA_3 = llama("Llama 3", ChatTemplate.Llama.three(false));

    /** Llama 3.2 with 11 and 90 billion parameters. */
    static final VendorCodec LLAMA_3_VISION = llama("Llama 3.2", ChatTemplate.Llama.three(true));

    static final VendorCodec LLAMA_4 = llama("Llama 4", ChatTemplate.Llama.four());

    static final VendorCodec MISTRAL =
            prompt(
                    "Mistral's text completion",
                    ChatTemplate.Instructions.MISTRAL,
                    PromptFields.of("max_tokens", "top_p", "stop"),
                    AnswerFields.of("outputs.0.text", "outputs.0.stop_reason", STOP_OR_LENGTH));

    static final VendorCodec TITAN =
            new PromptFormat(
                    "Titan Text",
                    ChatTemplate.Turns.TITAN,
                    PromptFields.of("maxTokenCount", "topP", "stopSequences")
                            .in("inputText", "textGenerationConfig"),
                    AnswerFields.of(
                                    "results.0.outputText",
                                    "results.0.completionReason",
                                    Map.of(
                                            "FINISH", StopReason.END_TURN,
                                            "FINISHED", StopReason.END_TURN,
                                            "LENGTH", StopReason.MAX_TOKENS,
                                            "STOP_CRITERIA_MET", StopReason.STOP_SEQUENCE,
                                            "CONTENT_FILTERED", StopReason.CONTENT_FILTERED))
                            .counted("inputTextTokenCount", "results.0.tokenCount"),
                    PromptFormats::wholeTitan,
                    ThinkingTags.NONE);

    static final VendorCodec COHERE_COMMAND =
            new PromptFormat(
                    "Command",
                    ChatTemplate.Turns.CHATBOT,
                    PromptFields.of("max_tokens", "p", "stop_sequences"),
                    AnswerFields.of("generations.0.text", "generations.0.finish_reason", COHERE),
                    PromptFormats::wholeCommand,
                    ThinkingTags.NONE);

    static final VendorCodec JURASSIC_2 =
            prompt(
                    "Jurassic-2",
                    ChatTemplate.Turns.CHATBOT,
                    PromptFields.of("maxTokens", "topP", "stopSequences"),
                    AnswerFields.of(
                            "completions.0.data.text",
                            "completions.0.finishReason.reason",
                            Map.of(
                                    "endoftext", StopReason.END_TURN,
                                    "length", StopReason.MAX_TOKENS,
                                    "stop", StopReason.STOP_SEQUENCE)));

    /** Its answers end at the mark of the next turn, which Claude itself calls a stop sequence. */
    public static final VendorCodec CLAUDE =
            prompt(
                    "Claude's text completion",
                    ChatTemplate.Turns.CLAUDE,
                    PromptFields.of("max_tokens_to_sample", "top_p", "stop_sequences")
                            .usually(USUAL_ANSWER),
                    AnswerFields.of("completion", "stop_reason", Map.of()));

    /** R1, and the text completions of models that are served beside Bedrock's own. */
    static final VendorCodec DEEPSEEK_R1 =
            new PromptFormat(
                    "DeepSeek R1",
                    ChatTemplate.DeepSeek.R1,
                    PromptFields.of("max_tokens", "top_p", "stop"),
                    AnswerFields.of(
                                    "choices.0.text",
                                    "choices.0.stop_reason|choices.0.finish_reason",
                                    STOP_OR_LENGTH)
                            .counted("usage.prompt_tokens", "usage.completion_tokens"),
                    PromptFormat.SAME,
                    ThinkingTags.THINK);

    private PromptFormats() {}

    private static VendorCodec llama(String name, ChatTemplate template) {
        return prompt(
                name,
                template,
                PromptFields.of("max_gen_len", "top_p", null),
                AnswerFields.of("generation", "stop_reason", STOP_OR_LENGTH)
                        .counted("prompt_token_count", "generation_token_count"));
    }

    private static VendorCodec prompt(
            String name, ChatTemplate template, PromptFields fields, AnswerFields answer) {
        return new PromptFormat(
                name, template, fields, answer, PromptFormat.SAME, ThinkingTags.NONE);
    }

    /** A piece of Titan's has other names, and no list. */
    private static Json.Obj wholeTitan(Json.Obj piece) {
        Json.Obj result = Json.EMPTY;
        result = moved(piece, "totalOutputTextTokenCount", result, "tokenCount");
        result = moved(piece, "outputText", result, "outputText");
        result = moved(piece, "completionReason", result, "completionReason");
        return piece.without("totalOutputTextTokenCount", "outputText", "completionReason", "index")
                .with("results", Json.array(result));
    }

    /** A piece of Command's is one of the generations, without the list; some come with it. */
    private static Json.Obj wholeCommand(Json.Obj piece) {
        if (piece.get("generations") != null) {
            return piece;
        }
        Json.Obj generation = moved(piece, "text", Json.EMPTY, "text");
        generation = moved(piece, "finish_reason", generation, "finish_reason");
        return piece.without("text", "finish_reason", "index", "is_finished")
                .with("generations", Json.array(generation));
    }

    private static Json.Obj moved(Json.Obj from, String name, Json.Obj to, String newName) {
        Json value = from.get(name);
        return value == null ? to : to.with(newName, value);
    }
}
