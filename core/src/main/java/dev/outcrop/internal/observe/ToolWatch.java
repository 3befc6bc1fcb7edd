package dev.outcrop.internal.observe;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.policy.Observer.Question;
import dev.outcrop.policy.Observer.Scope;
import dev.outcrop.policy.Observer.ToolCall;
import dev.outcrop.policy.Observer.ToolEnded;
import dev.outcrop.policy.Observer.ToolOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notifies observers of the tools of one turn: each that was requested ends exactly once. Safe for
 * any number of threads.
 */
public final class ToolWatch {
    /** Nothing observes these tools, and they have no values of a caller. */
    public static final ToolWatch NONE =
            new ToolWatch(
                    ObserverList.of(List.of(), List.of()), new Question("", Map.of()), 0, Map.of());

    private final ObserverList observers;
    private final Question question;
    private final int round;
    private final Map<String, Object> values;
    private final Map<Integer, ToolCall> open = new ConcurrentHashMap<>();

    ToolWatch(ObserverList observers, Question question, int round, Map<String, Object> values) {
        this.observers = observers;
        this.question = question;
        this.round = round;
        this.values = values;
    }

    /** Returns the caller's values for tools. */
    public Map<String, Object> values() {
        return values;
    }

    /**
     * Reports a requested tool.
     *
     * @param index of the call in the turn
     */
    public void requested(int index, Content.ToolUse use) {
        if (observers.isEmpty()) {
            return;
        }
        var call = new ToolCall(question, round, use.toolUseId(), use.name());
        open.put(index, call);
        observers.tell(observer -> observer.toolRequested(call));
        Json input = use.input();
        observers.tellContent(observer -> observer.toolInput(call, input));
    }

    /** Reports the decision of an approver. */
    public void decided(int index, boolean allowed, Duration took) {
        ToolCall call = open.get(index);
        if (call != null) {
            observers.tell(observer -> observer.toolDecided(call, allowed, took));
        }
    }

    /**
     * Called on the tool's thread before it runs.
     *
     * @return closed on that thread when it has returned; null for nothing to close
     */
    public @Nullable Scope running(int index) {
        ToolCall call = open.get(index);
        if (call == null) {
            return null;
        }
        var scopes = new ArrayList<Scope>();
        observers.tell(
                observer -> {
                    Scope scope = observer.toolRunning(call);
                    if (scope != null) {
                        scopes.add(scope);
                    }
                });
        return scopes.isEmpty() ? null : () -> close(scopes);
    }

    /** In reverse order, as scopes must be; all of them, even if one throws. */
    private void close(List<Scope> scopes) {
        for (Scope scope : scopes.reversed()) {
            try {
                scope.close();
            } catch (Throwable e) {
                System.getLogger("dev.outcrop.observer")
                        .log(System.Logger.Level.WARNING, "an observer's scope failed", e);
            }
        }
    }

    /** Reports progress. */
    public void progress(int index, @Nullable Double fraction) {
        ToolCall call = open.get(index);
        if (call != null) {
            observers.tell(observer -> observer.toolProgress(call, fraction));
        }
    }

    /** Reports the end of a tool; does nothing if it has ended, or was not requested. */
    public void ended(
            int index,
            Content.ToolResult result,
            ToolOutcome outcome,
            Duration took,
            @Nullable Throwable failure) {
        ToolCall call = open.remove(index);
        if (call != null) {
            observers.tellContent(observer -> observer.toolResult(call, result));
            var how = new ToolEnded(outcome, took, failure);
            observers.tell(observer -> observer.toolEnded(call, how));
        }
    }

    /** Reports that all tools which have not ended were cancelled. */
    public void cancelled() {
        for (Integer index : List.copyOf(open.keySet())) {
            ToolCall call = open.remove(index);
            if (call != null) {
                var how = new ToolEnded(ToolOutcome.CANCELLED, Duration.ZERO, null);
                observers.tell(observer -> observer.toolEnded(call, how));
            }
        }
    }
}
