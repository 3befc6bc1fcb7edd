package dev.outcrop.tool;

import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;

import java.util.List;
import java.util.Map;

/** The context of a tool that does not run for a chat. */
record DetachedContext(Content.ToolUse call) implements Tool.Context {
    @Override
    public List<Turn> turns() {
        return List.of();
    }

    @Override
    public Cancellation cancellation() {
        return new Cancellation();
    }

    @Override
    public Map<String, Object> values() {
        return Map.of();
    }

    @Override
    public void progress(String message) {
        // nobody follows
    }

    @Override
    public void progress(double fraction, String message) {
        // nobody follows
    }
}
