package dev.outcrop.protocol;

import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** What calls cost, in US dollars. Safe for any number of threads. */
@FunctionalInterface
public interface Pricing {
    /** Null where it is not wholly known. */
    @Nullable BigDecimal usd(String modelId, Usage usage);
}
