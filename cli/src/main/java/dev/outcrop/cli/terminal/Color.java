package dev.outcrop.cli.terminal;

import java.util.Map;

/** When to use colors. */
public enum Color {
    AUTO,
    ALWAYS,
    NEVER;

    /**
     * Whether to use colors on a stream.
     *
     * @see <a href="https://no-color.org">no-color.org</a>
     */
    public boolean on(boolean terminal, Map<String, String> env) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                    terminal
                            && env.getOrDefault("NO_COLOR", "").isEmpty()
                            && !"dumb".equals(env.get("TERM"));
        };
    }
}
