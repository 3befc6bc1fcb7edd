package dev.outcrop.cli.terminal;

import dev.outcrop.Reply;
import dev.outcrop.catalog.Cost;
import dev.outcrop.message.Usage;

import java.math.BigDecimal;
import java.math.MathContext;

/** The tokens and the cost of an answer, for a person. */
public final class UsageLine {
    private static final MathContext SHOWN = new MathContext(3);

    private UsageLine() {}

    /** Returns the tokens, the cost with the date of the prices, and the model. */
    public static String of(Reply reply, String modelId, String priceDate) {
        String cost = cost(reply.cost());
        return tokens(reply.usage())
                + ", "
                + cost
                + (cost.startsWith("$") ? " at prices of " + priceDate : "")
                + " ("
                + TerminalText.harmless(modelId)
                + ")";
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

    /** Returns dollars, or that they are not known. */
    public static String cost(Cost cost) {
        if (!cost.isKnown()) {
            return "cost unknown";
        }
        return "$" + (cost.usd().signum() == 0 ? "0" : shown(cost.usd()));
    }

    private static String shown(BigDecimal usd) {
        return usd.round(SHOWN).stripTrailingZeros().toPlainString();
    }
}
