package dev.outcrop.internal.tool;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer;
import dev.outcrop.tool.Approver.Approval;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.ToolReturn;
import dev.outcrop.tool.ToolReturn.Outcome;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Runs the calls of one turn until all have a result: announces them, checks them one by one, then
 * runs them at the same time (or one after the other), each on a virtual thread. For one thread,
 * which waits, except {@link #close}; the caller closes it.
 *
 * <p>No tool is started after the question was cancelled, this was closed, or the waiting thread
 * was interrupted.
 */
public final class ToolExecution {
    private final List<Content.ToolUse> calls;
    private final ToolSettings settings;
    private final ToolLimits limits;
    private final LongSupplier nanoTime;
    private final Cancellation.Registration registration;
    private final ToolGate gatekeeper;
    private final Progress progress;
    private final ToolQuestion question;
    private final List<RunContext> contexts;

    private final Queue<ToolTask.Done> news = new ConcurrentLinkedQueue<>();
    private final Queue<ToolTask> works = new ConcurrentLinkedQueue<>();
    private final Queue<StreamEvent> due = new ArrayDeque<>();
    private final TreeMap<Integer, ToolGate.Admitted> waiting = new TreeMap<>();
    private final TreeMap<Integer, Running> running = new TreeMap<>();
    private volatile Thread asker = Thread.currentThread();
    private int announced;
    private boolean looked;
    private int looking;

    private record Running(ToolGate.Admitted admitted, ToolTask work) {}

    /**
     * @param calls at least one, each with a unique id
     * @param nanoTime the time, in nanoseconds from any origin
     * @param question whose cancellation interrupts the tools, and ends {@link #next} as cancelled
     */
    public ToolExecution(
            List<Content.ToolUse> calls,
            Toolbox tools,
            ToolSettings settings,
            LongSupplier nanoTime,
            ToolQuestion question) {
        this.calls = List.copyOf(calls);
        this.question = question;
        this.contexts =
                this.calls.stream()
                        .map(call -> new RunContext(call, question, this::wake))
                        .toList();
        Cancellation cancellation = question.cancellation();
        this.settings = settings;
        this.limits = settings.limits();
        this.nanoTime = nanoTime;
        this.gatekeeper = new ToolGate(tools, settings, this::awaited);
        this.progress =
                new Progress(
                        this.calls,
                        limits.resultLength(),
                        () -> cancellation.isCancelled() || asker.isInterrupted());
        this.registration = cancellation.onCancel(this::wake);
    }

    /**
     * Returns the next event; null when all calls have a result. An exception ends the run.
     *
     * @throws CancelledException if the question was cancelled, this was closed, or this thread was
     *     interrupted, which it then still is
     * @throws RuntimeException that a hook or an approver threw
     * @throws Error that a tool threw
     */
    public @Nullable StreamEvent next() {
        asker = Thread.currentThread();
        try {
            return advance();
        } catch (Throwable e) {
            end();
            throw e;
        }
    }

    private @Nullable StreamEvent advance() {
        requireGoing();
        if (announced < calls.size()) {
            question.watch().requested(announced, calls.get(announced));
            return new StreamEvent.ToolRequested(calls.get(announced++));
        }
        if (!looked) {
            looked = true;
            look();
            start();
        }
        while (due.isEmpty()) {
            start(); // the next one of a sequence, once its results are requested
            if (running.isEmpty()) {
                break;
            }
            step();
        }
        return due.poll();
    }

    /**
     * Interrupts running tools, starts no more, and returns the results in the order of the calls:
     * those of all tools that have ended, and for the others one that says whether the tool may
     * have run. Any thread may call it; a second call returns the same.
     */
    public Message close() {
        registration.close();
        Message results = progress.close();
        works.forEach(ToolTask::interrupt);
        return results;
    }

    /** Closes this, and reports the tools that have not ended. For the thread that asks. */
    public Message end() {
        Message results = close();
        question.watch().cancelled();
        return results;
    }

    private Content.ToolResult error(int i, String message) {
        return ToolResultBuilder.error(calls.get(i).toolUseId(), message, limits.resultLength());
    }

    private void requireGoing() {
        if (progress.isStopped()) {
            throw new CancelledException(
                    Thread.currentThread().isInterrupted()
                            ? "interrupted while tools were running"
                            : "cancelled while tools were running",
                    ErrorDetails.NONE);
        }
    }

    private void look() {
        for (int i = 0; i < calls.size(); i++) {
            requireGoing();
            looking = i;
            switch (gatekeeper.look(calls.get(i), contexts.get(i))) {
                case ToolGate.Admitted admitted -> waiting.put(i, admitted);
                case ToolGate.Refused refused -> over(i, refused);
            }
        }
    }

    /** Starts the waiting calls: all of them, or the next one. */
    private void start() {
        while (!waiting.isEmpty() && (running.isEmpty() || !settings.sequential())) {
            requireGoing();
            Map.Entry<Integer, ToolGate.Admitted> next = waiting.pollFirstEntry();
            int i = next.getKey();
            switch (gatekeeper.lookAgain(next.getValue())) {
                case ToolGate.Admitted admitted -> start(i, admitted);
                case ToolGate.Refused refused -> over(i, refused);
            }
        }
    }

    private void start(int i, ToolGate.Admitted admitted) {
        Duration own = admitted.tool().time();
        ToolTask work =
                ToolTask.start(
                        i,
                        "tool-" + admitted.tool().name(),
                        () -> ran(i, admitted),
                        own == null ? limits.time() : own,
                        nanoTime,
                        question.carrier(),
                        this::done);
        works.add(work);
        running.put(i, new Running(admitted, work));
    }

    /** Runs a tool, on its own thread; null if it was stopped before. */
    private @Nullable Ran ran(int i, ToolGate.Admitted admitted) {
        if (!progress.start(i)) {
            return null;
        }
        try (Observer.Scope scope = question.watch().running(i)) {
            return Ran.of(admitted.request().id(), admitted.task(), limits.resultLength());
        }
    }

    private void done(ToolTask.Done done) {
        news.add(done);
        if (done.value() instanceof Ran ran) {
            progress.end(done.work().index(), ran.result());
        }
        wake();
    }

    private void wake() {
        LockSupport.unpark(asker);
    }

    /** Waits for one to end, or to time out. */
    private void step() {
        long left = Long.MAX_VALUE;
        for (Running one : running.values()) {
            left = Math.min(left, one.work().left());
        }
        ToolTask.Done done = take(left);
        reportProgress();
        if (done == null) {
            List.copyOf(running.values()).forEach(this::cutIfLate);
        } else {
            Running one = running.get(done.work().index());
            if (one != null && one.work() == done.work()) {
                running.remove(done.work().index());
                ended(one.admitted(), done);
            }
        }
    }

    /** Before the ends of tools, so that no report of a tool follows its result. */
    private void reportProgress() {
        for (int i : running.keySet()) {
            StreamEvent.ToolProgress report = contexts.get(i).report();
            if (report != null) {
                question.watch().progress(i, report.fraction());
                due.add(report);
            }
        }
    }

    private void ended(ToolGate.Admitted admitted, ToolTask.Done done) {
        if (!(done.value() instanceof Ran ran)) {
            if (done.thrown() instanceof Error error) {
                throw error; // out of memory for a result
            }
            if (done.thrown() instanceof RuntimeException e) {
                throw e; // the context of the thread could not be set up
            }
            return; // it was stopped before it began, as is then everything else
        }
        Throwable thrown = ran.thrown();
        over(
                done.work().index(),
                new ToolReturn(
                        admitted.request(),
                        ran.result(),
                        thrown == null ? Outcome.RETURNED : Outcome.FAILED,
                        thrown,
                        done.took()));
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    private void cutIfLate(Running one) {
        if (one.work().left() > 0) {
            return;
        }
        int i = one.work().index();
        Duration took = one.work().took();
        Content.ToolResult late =
                error(
                        i,
                        "The tool was stopped: it did not finish within "
                                + ToolFailure.words(took)
                                + ". Part of its work may have been done.");
        if (progress.end(i, late)) { // otherwise it has ended in time, or all was stopped
            running.remove(i);
            one.work().interrupt();
            over(i, new ToolReturn(one.admitted().request(), late, Outcome.TIMED_OUT, null, took));
        }
    }

    private void over(int i, ToolGate.Refused refused) {
        over(
                i,
                new ToolReturn(
                        refused.request(),
                        error(i, refused.message()),
                        refused.outcome(),
                        refused.fault(),
                        Duration.ZERO));
    }

    private void over(int i, ToolReturn done) {
        progress.end(i, done.result());
        due.add(new StreamEvent.ToolReturned(calls.get(i), done.result(), done.took()));
        question.watch()
                .ended(
                        i,
                        done.result(),
                        Observer.ToolOutcome.valueOf(done.outcome().name()),
                        done.took(),
                        done.failure());
        settings.returned(done);
    }

    /** Waits for the approver's decision, without a time limit. */
    private Approval awaited(Callable<Approval> decision) {
        ToolTask work =
                ToolTask.start(
                        -1, "approval", decision, null, nanoTime, question.carrier(), this::done);
        try {
            while (true) {
                ToolTask.Done done = take(Long.MAX_VALUE);
                if (done != null && done.work() == work) {
                    Approval approval = ToolFailure.rethrown(done);
                    question.watch().decided(looking, approval.allowed(), done.took());
                    return approval;
                }
            }
        } finally {
            work.interrupt();
        }
    }

    /** A task that has ended; null if none has in this time, and sometimes before it is over. */
    private ToolTask.@Nullable Done take(long nanos) {
        requireGoing();
        ToolTask.Done done = news.poll();
        if (done == null && nanos > 0) {
            LockSupport.parkNanos(this, nanos); // an interrupt ends it, and stays
            requireGoing();
            done = news.poll();
        }
        return done;
    }
}
