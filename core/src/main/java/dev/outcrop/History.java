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
     * @param question null to go on from where the history ends
     * @throws IllegalStateException if another one has not ended
     */
    Draft draft(@Nullable Message question) {
        var draft = new Draft(question);
        if (!open.compareAndSet(null, draft)) {
            throw new IllegalStateException(
                    "this chat is answering already: close its stream, or fork it for another thread");
        }
        return draft;
    }

    /**
     * The history with a question that has no answer yet. What is kept of both becomes the history
     * when this is closed, in one step; where nothing is, the question goes, too.
     */
    final class Draft implements AutoCloseable {
        private final @Nullable Message question;
        private final List<Turn> kept = new ArrayList<>();

        private Draft(@Nullable Message question) {
            this.question = question;
        }

        /** Everything that was said, with the question. */
        List<Turn> turns() {
            var all = new ArrayList<Turn>(turns.size() + 1 + kept.size());
            all.addAll(turns);
            if (question != null) {
                all.add(Turn.of(question));
            }
            all.addAll(kept);
            return all;
        }

        List<Message> messages() {
            return turns().stream().map(Turn::message).toList();
        }

        /** What is to stay, whatever becomes of the rest. */
        void keep(Turn turn) {
            kept.add(turn);
        }

        /** The answer is complete. */
        void end(Turn answer) {
            if (Endings.isToBeKept(answer)) {
                kept.add(answer);
            }
        }

        /** The answer broke off. */
        void brokeOff(@Nullable Turn partial) {
            Turn sendable = partial == null ? null : PartialTurn.sendable(partial);
            if (sendable != null) {
                kept.add(sendable);
            }
        }

        /** Changes the history, and lets the next call begin. */
        @Override
        public void close() {
            if (open.get() == this) {
                if (!kept.isEmpty()) {
                    turns = List.copyOf(turns());
                }
                open.set(null);
            }
        }
    }
}
