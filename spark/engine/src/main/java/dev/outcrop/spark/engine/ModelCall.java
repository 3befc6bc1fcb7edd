package dev.outcrop.spark.engine;

import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.json.Json;
import dev.outcrop.message.Message;
import dev.outcrop.policy.CallContext;
import dev.outcrop.schema.JsonSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/**
 * Calls a model with the same options for each prompt.
 *
 * @param schema of the answers; null for text
 */
record ModelCall(Model model, @Nullable String system, @Nullable JsonSchema schema) {
    Json.Obj answer(String prompt, CallMeter meter) {
        Model observed = model.with(CallContext.NONE.withObserver(meter));
        if (schema != null) {
            Json value = observed.chat().system(system).extractor(schema).extract(prompt);
            return AnswerLine.answer(value.toString(), null, model.id(), meter);
        }
        var messages = new ArrayList<Message>();
        if (system != null) {
            messages.add(Message.system(system));
        }
        messages.add(Message.user(prompt));
        Reply reply = observed.invoke(messages).requireWhole();
        return AnswerLine.answer(
                reply.text(), reply.stopReason().toString(), reply.modelId(), meter);
    }
}
