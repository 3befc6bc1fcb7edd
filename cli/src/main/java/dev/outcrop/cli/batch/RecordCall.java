package dev.outcrop.cli.batch;

import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.json.Json;
import dev.outcrop.message.Message;
import dev.outcrop.policy.CallContext;
import dev.outcrop.schema.JsonSchema;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Asks the model for one record.
 *
 * @param schema of the answers; null for text
 * @param settings text that identifies the options
 */
record RecordCall(
        Model model, @Nullable String system, @Nullable JsonSchema schema, String settings) {
    /** An answer of a model. */
    record Answer(Json value, @Nullable String stopReason, String modelId) {}

    /**
     * @throws IllegalArgumentException if a record cannot be asked with a schema
     */
    Answer answer(InputRecord record, CallContext context) {
        Model observed = model.with(context);
        if (schema != null) {
            if (record.prompt() == null) {
                throw new IllegalArgumentException("with --schema, a record needs a \"prompt\"");
            }
            Json value = observed.chat().system(system).extractor(schema).extract(record.prompt());
            return new Answer(value, null, model.id());
        }
        Reply reply = reply(observed, record).requireWhole();
        return new Answer(Json.of(reply.text()), reply.stopReason().toString(), reply.modelId());
    }

    private Reply reply(Model observed, InputRecord record) {
        if (record.body() != null) {
            return observed.withApiArgs(plain(record.body())).invoke();
        }
        var messages = new ArrayList<Message>();
        if (system != null) {
            messages.add(Message.system(system));
        }
        messages.add(Message.user(record.text()));
        return observed.invoke(messages);
    }

    private static Map<String, ?> plain(Json.Obj body) {
        return body.without("modelId").members();
    }

    /** Identifies what is asked with which options. */
    String key(InputRecord record) {
        return key(record, model.id(), system, settings);
    }

    /** Returns 63 bits in 16 digits. */
    static String key(
            InputRecord record, String modelId, @Nullable String system, String settings) {
        List<String> parts = List.of(modelId, settings, String.valueOf(system), record.text());
        byte[] text = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
        long hash = ByteBuffer.wrap(RecordIds.sha256().digest(text)).getLong();
        return HexFormat.of().toHexDigits(hash & Long.MAX_VALUE);
    }
}
