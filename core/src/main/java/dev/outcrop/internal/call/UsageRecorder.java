package dev.outcrop.internal.call;

import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** Prices a call and records its usage. Safe for any number of threads. */
public interface UsageRecorder {
    /** The cost in US dollars; null if not completely known. Called only if there are observers. */
    @Nullable BigDecimal usd(String modelId, Usage usage);

    /** Records a whole answer. */
    void answered(String modelId, Usage usage);
}
