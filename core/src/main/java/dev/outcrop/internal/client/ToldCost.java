package dev.outcrop.internal.client;

import dev.outcrop.catalog.Cost;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;

/** The cost of a call that the server itself returned, as some do. */
public final class ToldCost {
    /** The member of {@link Usage} with it, in US dollars. */
    private static final String NAME = "cost";

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int MOST_DIGITS = 20;

    private ToldCost() {}

    /** Returns the cost; null if the server returned none, or none that is possible. */
    public static @Nullable Cost of(Usage usage) {
        if (!(usage.json().get(NAME) instanceof Json.Num number)
                || number.toString().length() > 2 * MOST_DIGITS) {
            return null;
        }
        BigDecimal usd = number.decimalValue();
        boolean isCost =
                usd.signum() >= 0
                        && Math.abs((long) usd.scale()) <= MOST_DIGITS
                        && usd.compareTo(MOST) <= 0;
        return isCost ? new Cost(usd, Set.of(), new TreeSet<>()) : null;
    }
}
