package dev.outcrop;

import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.chat.PromptMessages;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.message.Message;

import java.util.List;
import java.util.stream.Stream;

/** Many prompts of one model. */
record ModelBatch(Model model, Batch how) {
    List<BatchResult<Reply>> results(List<?> prompts) {
        List<List<Message>> all = PromptMessages.all(prompts);
        return carrying(model.caller(), how)
                .rows(all, (messages, context) -> model.with(context).invoke(messages))
                .stream()
                .map(Batch.Row::result)
                .toList();
    }

    Stream<Batch.Row<Reply>> asCompleted(Iterable<?> prompts) {
        return carrying(model.caller(), how)
                .asCompleted(
                        prompts,
                        (prompt, context) ->
                                model.with(context).invoke(PromptMessages.messages(prompt)));
    }

    /** Returns the batch with the context propagation of the model's client, if it has any. */
    static Batch carrying(ModelCaller caller, Batch how) {
        ContextCarrier carrier = caller.protocols().carrier();
        return carrier.isNone() ? how : how.withContext(carrier.wrapper());
    }
}
