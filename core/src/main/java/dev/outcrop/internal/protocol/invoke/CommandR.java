package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.settings.Extraction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cohere's Command R.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command-r-plus.html">
 *     Command R and Command R+ models</a>
 */
enum CommandR implements VendorCodec {
    INSTANCE;

    private static final PromptFields SETTINGS =
            PromptFields.of("max_tokens", "p", "stop_sequences");

    private static final Map<String, StopReason> REASONS =
            Map.of(
                    "COMPLETE", StopReason.END_TURN,
                    "MAX_TOKENS", StopReason.MAX_TOKENS,
                    "STOP_SEQUENCE", StopReason.STOP_SEQUENCE,
                    "ERROR_TOXIC", StopReason.CONTENT_FILTERED,
                    "ERROR_LIMIT", StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED,
                    "ERROR", StopReason.MALFORMED_MODEL_OUTPUT);

    @Override
    public Json.Obj request(ConverseRequest request, boolean streaming) {
        var uncarried = new UnsupportedInvokeSettings("Command R", request.modelId());
        if (request.outputConfig() != null) {
            throw uncarried.but("output configuration");
        }
        Json.Obj body = new CommandRHistory(uncarried).body(request);
        body =
                body.merged(
                        SETTINGS.body("", request.inferenceConfig(), uncarried).without("prompt"));
        body = body.merged(request.more());
        return request.additionalModelRequestFields() instanceof Json.Obj own
                ? body.merged(own)
                : body;
    }

    @Override
    public Turn turn(Json.Obj body) {
        String text = body.string("text");
        StopReason reason = reason(body);
        if (text == null || reason == null) {
            throw new JsonException("an answer of Command R must have a text and a finish_reason");
        }
        var content = new ArrayList<Content>();
        if (!text.isEmpty()) {
            content.add(Content.text(text));
        }
        List<Json> calls = body.array("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            content.add(toolUse(calls.get(i), id(body, i)));
        }
        return new Turn(
                new Message(Role.ASSISTANT, content),
                new Turn.Metadata(reason, Usage.NONE, body.without("text"), null));
    }

    /** Why the model stopped; where it wants tools to be called, for that. */
    static @Nullable StopReason reason(Json.Obj body) {
        String word = body.string("finish_reason");
        if (word == null) {
            return InvocationMetrics.intervened(body) ? StopReason.GUARDRAIL_INTERVENED : null;
        }
        StopReason reason = REASONS.getOrDefault(word, new StopReason(word));
        boolean calls = !body.array("tool_calls").isEmpty();
        return calls && reason.equals(StopReason.END_TURN) ? StopReason.TOOL_USE : reason;
    }

    /** Its calls have no ids, and results must name theirs: one that no other answer has. */
    static String id(Json.Obj body, int index) {
        String answer = body.string("generation_id");
        return (answer == null ? "call" : answer) + "-" + index;
    }

    static Content.ToolUse toolUse(Json call, String id) {
        if (!(call instanceof Json.Obj object) || object.string("name") == null) {
            throw new JsonException("a tool call of Command R must have a name");
        }
        return new Content.ToolUse(
                id, String.valueOf(object.string("name")), object.object("parameters"));
    }

    @Override
    public Json.Obj response(Turn turn) {
        Json.Obj said = turn.metadata() == null ? Json.EMPTY : turn.metadata().more();
        return said.with("text", Json.of(turn.text()));
    }

    /** Its tools have simple parameters, and none can be forced. */
    @Override
    public boolean carries(Extraction.Via via) {
        return via == Extraction.Via.TEXT;
    }

    @Override
    public Pieces pieces() {
        return new CommandRStream();
    }
}
