package dev.outcrop.cli.chat;

import dev.outcrop.Reply;
import dev.outcrop.catalog.Cost;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageLine;
import dev.outcrop.message.Usage;

import java.util.Locale;

/** The line below an answer: model, tokens, share of the cache, cost, time. */
final class ChatFooter {
    private ChatFooter() {}

    static String of(Reply reply, String modelId, long millis) {
        Usage usage = reply.usage();
        var line = new StringBuilder(TerminalText.harmless(modelId));
        if (usage.known()) {
            long input = Cost.allInput(usage);
            line.append(String.format(Locale.ROOT, " · %,d in", input));
            if (usage.cacheRead() > 0 && input > 0) {
                line.append(" (").append(100 * usage.cacheRead() / input).append(" % cached)");
            }
            line.append(String.format(Locale.ROOT, " · %,d out", usage.output()));
        }
        line.append(" · ").append(UsageLine.cost(reply.cost()));
        return line.append(String.format(Locale.ROOT, " · %.1f s", millis / 1000.0)).toString();
    }
}
