package dev.outcrop.internal.tool;

import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.tool.Tool;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The context of one tool run. Keeps its latest report until it is read, and no other. */
final class RunContext implements Tool.Context {
    private static final int LONGEST = 1_000;

    private final Content.ToolUse call;
    private final ToolQuestion question;
    private final Runnable wake;
    private final AtomicReference<StreamEvent.@Nullable ToolProgress> latest =
            new AtomicReference<>();

    /**
     * @param wake called after each report, by any thread
     */
    RunContext(Content.ToolUse call, ToolQuestion question, Runnable wake) {
        this.call = call;
        this.question = question;
        this.wake = wake;
    }

    @Override
    public Content.ToolUse call() {
        return call;
    }

    @Override
    public List<Turn> turns() {
        return question.turns();
    }

    @Override
    public Cancellation cancellation() {
        return question.cancellation();
    }

    @Override
    public Map<String, Object> values() {
        return question.watch().values();
    }

    @Override
    public void progress(String message) {
        report(message, null);
    }

    @Override
    public void progress(double fraction, String message) {
        report(message, fraction);
    }

    private void report(String message, @Nullable Double fraction) {
        latest.set(new StreamEvent.ToolProgress(call, shown(message), fraction));
        wake.run();
    }

    /** Without half of a surrogate pair at the end. */
    private static String shown(String message) {
        if (message.length() <= LONGEST) {
            return message;
        }
        boolean isHalf = Character.isHighSurrogate(message.charAt(LONGEST - 1));
        return message.substring(0, isHalf ? LONGEST - 1 : LONGEST);
    }

    /** Returns the latest report, once; null if there is none. */
    StreamEvent.@Nullable ToolProgress report() {
        return latest.get() == null ? null : latest.getAndSet(null);
    }
}
