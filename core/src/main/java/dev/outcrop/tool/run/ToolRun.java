package dev.outcrop.tool.run;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.Facts;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.tool.Approval;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.ToolReturn;
import dev.outcrop.tool.ToolReturn.Outcome;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The calls of one turn, all of them answered: first they are announced, then looked at one by one,
 * then run at the same time (or one after the other), each on a virtual thread. For one thread,
 * which is kept waiting; whoever makes one closes it.
 */
public final class ToolRun {
    /** In the queue where the question was cancelled. */
    private record Cancelled() {}

    private final List<Content.ToolUse> calls;
    private final ToolSettings settings;
    private final ToolLimits limits;
    private final LongSupplier nanoTime;
    private final Cancellation.Registration registration;
    private final Gatekeeper gatekeeper;

    private final BlockingQueue<Object> news = new LinkedBlockingQueue<>();
    private final Queue<StreamEvent> due = new ArrayDeque<>();
    private final TreeMap<Integer, Gatekeeper.Admitted> waiting = new TreeMap<>();
    private final TreeMap<Integer, Running> running = new TreeMap<>();
    private final Content.@Nullable ToolResult[] results;
    private int announced;
    private boolean looked;

    private record Running(Gatekeeper.Admitted admitted, Work work) {}

    /**
     * @param calls at least one, each with an id of its own
     * @param nanoTime the time, in nanoseconds from any origin
     * @param cancellation interrupts the tools, and ends {@link #next} as cancelled
     */
    public ToolRun(
            List<Content.ToolUse> calls,
            Toolbox tools,
            ToolSettings settings,
            LongSupplier nanoTime,
            Cancellation cancellation) {
        this.calls = List.copyOf(calls);
        this.settings = settings;
        this.limits = settings.limits();
        this.nanoTime = nanoTime;
        this.gatekeeper = new Gatekeeper(tools, settings, this::awaited);
        this.results = new Content.@Nullable ToolResult[calls.size()];
        this.registration = cancellation.onCancel(() -> news.add(new Cancelled()));
    }

    /**
     * What happens next; null when all calls are answered.
     *
     * @throws CancelledException if the question was cancelled, or this thread interrupted, which
     *     it then still is
     * @throws RuntimeException that a hook or an approver threw
     * @throws Error that a tool threw
     */
    public @Nullable StreamEvent next() {
        if (announced < calls.size()) {
            return new StreamEvent.ToolRequested(calls.get(announced++));
        }
        if (!looked) {
            looked = true;
            look();
            start();
        }
        while (due.isEmpty() && !running.isEmpty()) {
            step();
        }
        return due.poll();
    }

    /**
     * Interrupts what still runs, and gives the results in the order of the calls. A call that was
     * not answered is, as cancelled.
     */
    public Message close() {
        registration.close();
        running.values().forEach(one -> one.work().interrupt());
        running.clear();
        var content = new ArrayList<Content>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            Content.ToolResult result = results[i];
            content.add(
                    result == null
                            ? error(i, "The call was cancelled before it was done.")
                            : result);
        }
        return new Message(Role.USER, content);
    }

    private Content.ToolResult error(int i, String message) {
        return Results.error(calls.get(i).toolUseId(), message, limits.resultLength());
    }

    private void look() {
        for (int i = 0; i < calls.size(); i++) {
            switch (gatekeeper.look(calls.get(i))) {
                case Gatekeeper.Admitted admitted -> waiting.put(i, admitted);
                case Gatekeeper.Refused refused ->
                        over(
                                i,
                                new ToolReturn(
                                        refused.request(),
                                        error(i, refused.message()),
                                        refused.outcome(),
                                        refused.fault(),
                                        Duration.ZERO));
            }
        }
    }

    /** Starts those that wait: all of them, or the next one. */
    private void start() {
        while (!waiting.isEmpty() && (running.isEmpty() || !settings.sequential())) {
            Map.Entry<Integer, Gatekeeper.Admitted> next = waiting.pollFirstEntry();
            Gatekeeper.Admitted admitted = next.getValue();
            String id = admitted.request().id();
            Duration own = admitted.tool().time();
            Work work =
                    Work.start(
                            next.getKey(),
                            "tool-" + admitted.tool().name(),
                            () ->
                                    Results.of(
                                            id,
                                            Settled.value(admitted.task()),
                                            limits.resultLength()),
                            own == null ? limits.time() : own,
                            nanoTime,
                            news);
            running.put(next.getKey(), new Running(admitted, work));
        }
    }

    /** Waits for one to end, or for the time of one to be over. */
    private void step() {
        long left = Long.MAX_VALUE;
        for (Running one : running.values()) {
            left = Math.min(left, one.work().left());
        }
        if (take(left) instanceof Work.Done done) {
            Running one = running.get(done.work().index());
            if (one != null && one.work() == done.work()) {
                running.remove(done.work().index());
                ended(one.admitted(), done);
            }
        } else {
            List.copyOf(running.values()).forEach(this::cutIfLate);
        }
        start();
    }

    private void ended(Gatekeeper.Admitted admitted, Work.Done done) {
        int i = done.work().index();
        Throwable thrown = done.thrown();
        if (thrown == null) {
            var result = (Content.ToolResult) Objects.requireNonNull(done.value());
            over(i, admitted, result, Outcome.RETURNED, null, done.took());
            return;
        }
        over(i, admitted, error(i, Failure.message(thrown)), Outcome.FAILED, thrown, done.took());
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    private void cutIfLate(Running one) {
        if (one.work().left() > 0) {
            return;
        }
        int i = one.work().index();
        running.remove(i);
        one.work().interrupt();
        Duration took = one.work().took();
        String message = "The tool was stopped: it was not done after " + Failure.words(took) + ".";
        over(i, one.admitted(), error(i, message), Outcome.TIMED_OUT, null, took);
    }

    private void over(
            int i,
            Gatekeeper.Admitted admitted,
            Content.ToolResult result,
            Outcome outcome,
            @Nullable Throwable failure,
            Duration took) {
        over(i, new ToolReturn(admitted.request(), result, outcome, failure, took));
    }

    private void over(int i, ToolReturn done) {
        results[i] = done.result();
        due.add(new StreamEvent.ToolReturned(calls.get(i), done.result(), done.took()));
        settings.returned(done);
    }

    /** What a person says, who may take any time. */
    private Approval awaited(Callable<Approval> question) {
        Work work = Work.start(-1, "approval", question, null, nanoTime, news);
        try {
            while (true) {
                if (take(Long.MAX_VALUE) instanceof Work.Done done && done.work() == work) {
                    return Failure.rethrown(done);
                }
            }
        } finally {
            work.interrupt();
        }
    }

    private @Nullable Object take(long nanos) {
        try {
            Object what = news.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            if (what instanceof Cancelled) {
                throw new CancelledException("cancelled while tools were run", Facts.NONE);
            }
            return what;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while tools were run", Facts.NONE, e);
        }
    }
}
