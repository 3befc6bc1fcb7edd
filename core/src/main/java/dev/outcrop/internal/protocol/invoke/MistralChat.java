package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Mistral's chat completion: like OpenAI's, except for two names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-chat-completion.html">
 *     Mistral AI chat completion</a>
 */
record MistralChat(VendorCodec chat) implements VendorCodec {
    private static final String THEIRS = "stop_reason";
    private static final String USUAL = "finish_reason";

    @Override
    public Json.Obj request(ConverseRequest request, boolean streaming) {
        Json.Obj body = chat.request(request, streaming);
        return Json.of("required").equals(body.get("tool_choice"))
                ? body.with("tool_choice", Json.of("any"))
                : body;
    }

    @Override
    public Turn turn(Json.Obj body) {
        return chat.turn(usual(body));
    }

    @Override
    public Json.Obj response(Turn turn) {
        Json.Obj response = chat.response(turn);
        return changed(
                response,
                choice ->
                        choice.get(THEIRS) != null && choice.get(THEIRS).equals(choice.get(USUAL))
                                ? choice.without(USUAL)
                                : choice);
    }

    /** The stop reason under both names: the usual one is read, the other one is kept. */
    private static Json.Obj usual(Json.Obj body) {
        return changed(
                body,
                choice -> {
                    Json reason = choice.get(THEIRS);
                    return reason == null || choice.get(USUAL) != null
                            ? choice
                            : choice.with(USUAL, reason);
                });
    }

    private interface Change {
        Json.Obj of(Json.Obj choice);
    }

    private static Json.Obj changed(Json.Obj body, Change change) {
        var choices = new ArrayList<Json>();
        for (Json choice : body.array("choices")) {
            choices.add(choice instanceof Json.Obj object ? change.of(object) : choice);
        }
        return choices.isEmpty() ? body : body.with("choices", new Json.Arr(choices));
    }

    @Override
    public Pieces pieces() {
        Pieces pieces = chat.pieces();
        return new Pieces() {
            @Override
            public List<StreamEvent> events(@Nullable String eventName, Json.Obj piece) {
                return pieces.events(eventName, usual(piece));
            }

            @Override
            public List<StreamEvent> end() {
                return pieces.end();
            }
        };
    }
}
