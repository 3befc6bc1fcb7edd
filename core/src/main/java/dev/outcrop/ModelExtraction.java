package dev.outcrop;

import dev.outcrop.internal.chat.ExtractionLoop;
import dev.outcrop.internal.chat.ExtractionType;
import dev.outcrop.internal.chat.History;
import dev.outcrop.internal.chat.Question;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.tool.ToolSettings;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Extraction with a model, which has no history of its own. */
record ModelExtraction(ModelCaller caller, List<Content> system, List<Turn> before)
        implements Extractor.Beginning {
    ModelExtraction(ModelCaller caller) {
        this(caller, List.of(), List.of());
    }

    @Override
    public <T> ExtractionLoop<T> begin(
            @Nullable Message question, ExtractionType<T> type, Cancellation handle) {
        var asked = new Question(caller, system, new History(before), new ToolSettings());
        return ExtractionLoop.of(asked, question, type, handle);
    }

    @Override
    public Extractor.Beginning apart(List<Message> messages, CallContext context) {
        ModelCaller observed = caller.with(caller.origin().with(context));
        // As a request has them: system messages at the beginning are the system prompt.
        int first = 0;
        var system = new ArrayList<Content>();
        while (first < messages.size() && messages.get(first).role().equals(Role.SYSTEM)) {
            system.addAll(messages.get(first++).content());
        }
        List<Message> rest = messages.subList(first, messages.size());
        return new ModelExtraction(observed, system, rest.stream().map(Turn::of).toList());
    }
}
