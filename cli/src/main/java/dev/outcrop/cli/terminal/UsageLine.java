package dev.outcrop.cli.terminal;

import dev.outcrop.message.Usage;

/** The tokens of an answer, for a person. */
public final class UsageLine {
    private UsageLine() {}

    public static String of(Usage usage, String modelId) {
        return tokens(usage) + " (" + TerminalText.harmless(modelId) + ")";
    }

    public static String tokens(Usage usage) {
        if (!usage.known()) {
            return "token usage unknown";
        }
        var line = new StringBuilder();
        line.append(usage.input())
                .append(" input tokens, ")
                .append(usage.output())
                .append(" output tokens");
        if (usage.cacheRead() > 0) {
            line.append(", ").append(usage.cacheRead()).append(" read from cache");
        }
        if (usage.cacheWrite() > 0) {
            line.append(", ").append(usage.cacheWrite()).append(" written to cache");
        }
        return line.toString();
    }
}
