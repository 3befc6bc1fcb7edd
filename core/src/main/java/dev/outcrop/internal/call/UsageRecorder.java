package dev.outcrop.internal.call;

import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** Keeps the books: what calls cost, and what was used. Safe for any number of threads. */
public interface UsageRecorder {
    /** US dollars; null where they are not wholly known. Asked only where there are observers. */
    @Nullable BigDecimal usd(String modelId, Usage usage);

    /** Hears of each whole answer. */
    void answered(String modelId, Usage usage);
}
