package dev.outcrop;

import dev.outcrop.internal.chat.ExtractionLoop;
import dev.outcrop.internal.chat.ExtractionType;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Extraction in a chat, whose history it extends. */
record ChatExtraction(Chat chat) implements Extractor.Beginning {
    @Override
    public <T> ExtractionLoop<T> begin(
            @Nullable Message question, ExtractionType<T> type, Cancellation handle) {
        return chat.extracting(question, type, handle);
    }

    @Override
    public Extractor.Beginning apart(List<Message> messages, CallContext context) {
        Chat fork = chat.fork();
        fork.addTurns(messages.stream().map(Turn::of).toArray(Turn[]::new));
        return new ChatExtraction(fork.with(context));
    }
}
