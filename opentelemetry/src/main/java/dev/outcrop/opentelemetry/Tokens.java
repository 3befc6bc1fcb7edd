package dev.outcrop.opentelemetry;

import dev.outcrop.message.Usage;

import io.opentelemetry.api.trace.Span;

/** Writes the tokens of a call. */
final class Tokens {
    private Tokens() {}

    /** Returns all input tokens: Bedrock does not count those of the cache among the others. */
    static long input(Usage usage) {
        return usage.input() + usage.cacheRead() + usage.cacheWrite();
    }

    static void write(Span span, Usage usage) {
        if (!usage.known()) {
            return;
        }
        span.setAttribute(Names.INPUT_TOKENS, input(usage));
        span.setAttribute(Names.OUTPUT_TOKENS, usage.output());
        if (usage.cacheRead() > 0 || usage.cacheWrite() > 0) {
            span.setAttribute(Names.CACHE_READ, usage.cacheRead());
            span.setAttribute(Names.CACHE_WRITE, usage.cacheWrite());
            span.setAttribute(Names.CACHE_CREATION, usage.cacheWrite());
        }
    }
}
