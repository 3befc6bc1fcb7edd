package dev.outcrop;

import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;
import dev.outcrop.protocol.history.PartialTurn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The turns of a conversation. Changed only as a whole, when a call has ended well enough. */
final class History {
    private volatile List<Turn> turns;
    private final AtomicReference<@Nullable Draft> open = new AtomicReference<>();

    History(List<Turn> turns) {
        this.turns = List.copyOf(turns);
    }

    List<Turn> turns() {
        return turns;
    }

    /**
     * Puts another history in place of this one.
     *
     * @throws IllegalStateException while a call has not ended
     */
    void replace(List<Turn> others) {
        if (open.get() != null) {
            throw new IllegalStateException(
                    "this chat is answering, and its history is not to be changed");
        }
        turns = List.copyOf(others);
    }

    /**
     * Begins a call.
     *
     * @throws IllegalStateException if another one has not ended
     */
    Draft draft(Message question) {
        var draft = new Draft(question);
        if (!open.compareAndSet(null, draft)) {
            throw new IllegalStateException(
                    "this chat is answering already: close its stream, or fork it for another thread");
        }
        return draft;
    }

    /** The history with a question that has no answer yet. */
    final class Draft implements ReplyStream.Listener, AutoCloseable {
        private final Message question;

        private Draft(Message question) {
            this.question = question;
        }

        List<Message> messages() {
            var messages = new ArrayList<Message>(turns.size() + 1);
            turns.forEach(turn -> messages.add(turn.message()));
            messages.add(question);
            return messages;
        }

        void commit(Turn answer) {
            if (!Endings.isToBeKept(answer)) {
                return;
            }
            var longer = new ArrayList<>(turns);
            longer.add(Turn.of(question));
            longer.add(answer);
            turns = List.copyOf(longer);
        }

        @Override
        public void done(Turn turn) {
            commit(turn);
            close();
        }

        @Override
        public void brokeOff(@Nullable Turn partial) {
            Turn sendable = partial == null ? null : PartialTurn.sendable(partial);
            if (sendable != null) {
                commit(sendable);
            }
            close();
        }

        /** Lets the next call begin. */
        @Override
        public void close() {
            open.compareAndSet(this, null);
        }
    }
}
