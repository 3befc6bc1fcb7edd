package dev.outcrop.cli.chat;

import dev.outcrop.cli.terminal.WaitingNote;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Observer;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says in the note on the terminal what an answer waits for: the model, or tools that run. While a
 * person is asked about a tool, it says nothing. Safe for use by several threads.
 */
final class Progress implements Observer {
    private final WaitingNote note;
    private final String model;
    private final boolean tools;

    private final Map<ToolCall, String> running = new LinkedHashMap<>(); // guarded by this
    private int requested; // guarded by this

    /**
     * @param model its note, which is shown already
     * @param tools whether tools are shown
     */
    Progress(WaitingNote note, String model, boolean tools) {
        this.note = note;
        this.model = model;
        this.tools = tools;
    }

    /** Called for each event of the answer: the model is not waited for any more. */
    void event(StreamEvent event) {
        boolean ofTool =
                event instanceof StreamEvent.ToolRequested
                        || event instanceof StreamEvent.ToolProgress
                        || event instanceof StreamEvent.ToolReturned;
        if (!ofTool) {
            note.waitFor(null);
        }
    }

    @Override
    public synchronized void toolRequested(ToolCall tool) {
        requested++;
        note.waitFor(null);
    }

    @Override
    public synchronized @Nullable Scope toolRunning(ToolCall tool) {
        running.put(tool, tool.name());
        note.waitFor(running());
        return null;
    }

    @Override
    public synchronized void toolEnded(ToolCall tool, ToolEnded how) {
        boolean ran = running.remove(tool) != null;
        requested--;
        if (requested == 0) {
            note.waitFor(model);
        } else if (ran) {
            note.waitFor(running());
        }
    }

    private @Nullable String running() {
        if (running.isEmpty() || !tools) {
            return null;
        }
        String first = running.values().iterator().next();
        int others = running.size() - 1;
        return "running " + first + (others == 0 ? "" : " and " + others + " more");
    }
}
