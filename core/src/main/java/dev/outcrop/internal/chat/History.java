package dev.outcrop.internal.chat;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.history.PartialTurn;
import dev.outcrop.internal.history.Provenance;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The turns of a conversation. Changed atomically, when a call has ended. */
public final class History {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<Turn> turns; // written under lock
    private @Nullable Draft open; // guarded by lock

    public History(List<Turn> turns) {
        this.turns = List.copyOf(turns);
    }

    public List<Turn> turns() {
        return turns;
    }

    /**
     * Replaces this history.
     *
     * @throws IllegalStateException while a call has not ended
     */
    public void replace(List<Turn> others) {
        lock.lock();
        try {
            if (isBusy()) {
                throw new IllegalStateException(
                        "this chat is answering; its history cannot be changed now");
            }
            turns = List.copyOf(others);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins a call. For this history, it ends as soon as it is cancelled: the thread that runs it
     * is not waited for.
     *
     * @param question null to continue from the end of the history
     * @param handle cancels the call
     * @throws IllegalStateException if another call has not ended
     */
    Draft draft(@Nullable Message question, Cancellation handle) {
        var draft = opened(question, handle);
        draft.registration = handle.onCancel(draft::settle);
        return draft;
    }

    private Draft opened(@Nullable Message question, Cancellation handle) {
        lock.lock();
        try {
            if (isBusy()) {
                throw new IllegalStateException(
                        "this chat is already answering: close its stream, or"
                                + " use fork() for another thread");
            }
            var draft = new Draft(turns, question, handle);
            open = draft;
            return draft;
        } finally {
            lock.unlock();
        }
    }

    /** A cancelled call may not have been notified yet. */
    private boolean isBusy() {
        if (open != null && open.handle.isCancelled()) {
            open.settle();
        }
        return open != null;
    }

    private static CancelledException cancelled() {
        return new CancelledException("the question was cancelled", ErrorDetails.NONE);
    }

    /**
     * The part of unfinished work that stays if a call is cancelled now.
     *
     * @param whole whether that is the whole answer
     */
    record Cut(List<Turn> turns, boolean whole) {
        static final Cut NOTHING = new Cut(List.of(), false);
    }

    /**
     * The history with a question that has no answer yet. The kept part of both becomes the history
     * when this is closed, atomically; if nothing is kept, the question is removed, too. For one
     * thread; any thread may cancel the call, and from then on, nothing changes the history.
     */
    final class Draft implements AutoCloseable {
        private List<Turn> before; // guarded by lock
        private final @Nullable Message question;
        private final Cancellation handle;
        private final List<Turn> kept = new ArrayList<>(); // guarded by lock, as are those below
        private Supplier<Cut> unfinished = () -> Cut.NOTHING;
        private boolean whole;
        private boolean changed;
        private Cancellation.Registration registration = () -> {}; // for the thread that asks

        private Draft(List<Turn> before, @Nullable Message question, Cancellation handle) {
            this.before = before;
            this.question = question;
            this.handle = handle;
        }

        /** All turns, including the question. */
        List<Turn> turns() {
            lock.lock();
            try {
                var all = new ArrayList<Turn>(before.size() + 1 + kept.size());
                all.addAll(before);
                if (question != null) {
                    all.add(Turn.of(question));
                }
                all.addAll(kept);
                return all;
            } finally {
                lock.unlock();
            }
        }

        List<Message> messages() {
            return turns().stream().map(Provenance::message).toList();
        }

        /**
         * Registers unfinished work, and what is kept of it if the call is cancelled.
         *
         * @param cut called by any thread, at most once, and must not block
         */
        void begin(Supplier<Cut> cut) {
            lock.lock();
            try {
                unfinished = cut;
            } finally {
                lock.unlock();
            }
        }

        /** Keeps a turn in any case; the unfinished work has ended with it. */
        void keep(Turn turn) {
            lock.lock();
            try {
                if (open == this) {
                    kept.add(turn);
                    unfinished = () -> Cut.NOTHING;
                }
            } finally {
                lock.unlock();
            }
        }

        /**
         * Keeps a turn, and registers the work that it starts.
         *
         * @throws CancelledException if the call was cancelled
         */
        void keep(Turn turn, Supplier<Cut> cut) {
            lock.lock();
            try {
                requireOpen();
                kept.add(turn);
                unfinished = cut;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Completes the answer.
         *
         * @throws CancelledException if the call was cancelled before that
         */
        void end(Turn answer) {
            lock.lock();
            try {
                if (!whole) {
                    requireOpen();
                    unfinished = () -> Cut.NOTHING;
                    if (StopReasonRules.isToBeKept(answer)) {
                        kept.add(answer);
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        /**
         * Completes the answer, with all its turns.
         *
         * @throws CancelledException if the call was cancelled before that
         */
        void end(List<Turn> said) {
            lock.lock();
            try {
                requireOpen();
                kept.addAll(said);
            } finally {
                lock.unlock();
            }
        }

        /**
         * Replaces the history.
         *
         * @throws CancelledException if the call was cancelled
         */
        void replace(List<Turn> turns) {
            lock.lock();
            try {
                requireOpen();
                before = turns;
                changed = true;
            } finally {
                lock.unlock();
            }
        }

        /** Replaces tool results at the end, because a guardrail blocked them. */
        void replaceResults() {
            lock.lock();
            try {
                boolean ofHistory = question == null && kept.isEmpty();
                List<Turn> all = ofHistory ? new ArrayList<>(before) : kept;
                if (open == this && !all.isEmpty() && BlockedResults.has(all.getLast())) {
                    all.set(all.size() - 1, BlockedResults.replaced(all.getLast()));
                    before = ofHistory ? all : before;
                    changed = true;
                }
            } finally {
                lock.unlock();
            }
        }

        /**
         * @throws CancelledException if the call was cancelled
         */
        void requireOpen() {
            lock.lock();
            try {
                if (open != this) {
                    throw cancelled();
                }
            } finally {
                lock.unlock();
            }
        }

        /** Records that the answer broke off. */
        void brokeOff(@Nullable Turn partial) {
            Turn sendable = partial == null ? null : PartialTurn.sendable(partial);
            if (sendable != null) {
                keep(sendable);
            }
        }

        /** Changes the history, and allows the next call. */
        @Override
        public void close() {
            registration.close();
            settle();
        }

        private void settle() {
            lock.lock();
            try {
                if (open == this) {
                    Cut cut = unfinished.get();
                    kept.addAll(cut.turns());
                    whole = cut.whole();
                    if (changed || !kept.isEmpty()) {
                        turns = List.copyOf(turns());
                    }
                    open = null;
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
