package dev.outcrop.opentelemetry;

import dev.outcrop.message.Usage;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;

import java.time.Duration;
import java.util.List;

/**
 * The instruments, with the units and boundaries of the conventions. Safe for any number of
 * threads.
 */
final class Metrics {
    private static final List<Double> SECONDS =
            List.of(
                    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96,
                    81.92);
    private static final List<Long> TOKENS =
            List.of(
                    1L,
                    4L,
                    16L,
                    64L,
                    256L,
                    1_024L,
                    4_096L,
                    16_384L,
                    65_536L,
                    262_144L,
                    1_048_576L,
                    4_194_304L,
                    16_777_216L,
                    67_108_864L);
    private static final Attributes INPUT = Attributes.of(Names.TOKEN_TYPE, "input");
    private static final Attributes OUTPUT = Attributes.of(Names.TOKEN_TYPE, "output");

    private final DoubleHistogram duration;
    private final DoubleHistogram olderDuration;
    private final DoubleHistogram firstChunk;
    private final DoubleHistogram toolDuration;
    private final DoubleHistogram agentDuration;
    private final LongHistogram olderUsage;
    private final LongCounter input;
    private final LongCounter output;
    private final LongCounter cacheRead;
    private final LongCounter cacheWrite;

    Metrics(OpenTelemetry openTelemetry) {
        Meter meter = openTelemetry.getMeter(Names.SCOPE);
        duration = seconds(meter, Names.DURATION, "Duration of a call of a model.");
        olderDuration = seconds(meter, Names.OLDER_DURATION, "Duration of a call of a model.");
        firstChunk = seconds(meter, Names.FIRST_CHUNK, "Time to the first part of an answer.");
        toolDuration = seconds(meter, Names.TOOL_DURATION, "Duration of a tool.");
        agentDuration = seconds(meter, Names.AGENT_DURATION, "Duration of a question.");
        olderUsage =
                meter.histogramBuilder(Names.OLDER_TOKEN_USAGE)
                        .ofLongs()
                        .setUnit("{token}")
                        .setDescription("Tokens of a call.")
                        .setExplicitBucketBoundariesAdvice(TOKENS)
                        .build();
        input = tokens(meter, "input_tokens", "Input tokens, cached ones included.");
        output = tokens(meter, "output_tokens", "Output tokens.");
        cacheRead = tokens(meter, "cache_read.input_tokens", "Input tokens from the cache.");
        cacheWrite = tokens(meter, "cache_write.input_tokens", "Input tokens to the cache.");
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }

    private static LongCounter tokens(Meter meter, String name, String description) {
        return meter.counterBuilder(Names.USAGE + name)
                .setUnit("{token}")
                .setDescription(description)
                .build();
    }

    void call(Duration took, Usage usage, Attributes attributes, Context context) {
        duration.record(seconds(took), attributes, context);
        olderDuration.record(seconds(took), attributes, context);
        if (!usage.known()) {
            return;
        }
        long in = Tokens.input(usage);
        olderUsage.record(in, attributes.toBuilder().putAll(INPUT).build(), context);
        olderUsage.record(usage.output(), attributes.toBuilder().putAll(OUTPUT).build(), context);
        input.add(in, attributes, context);
        output.add(usage.output(), attributes, context);
        if (usage.cacheRead() > 0) {
            cacheRead.add(usage.cacheRead(), attributes, context);
        }
        if (usage.cacheWrite() > 0) {
            cacheWrite.add(usage.cacheWrite(), attributes, context);
        }
    }

    void firstChunk(Duration after, Attributes attributes, Context context) {
        firstChunk.record(seconds(after), attributes, context);
    }

    void tool(Duration took, Attributes attributes, Context context) {
        toolDuration.record(seconds(took), attributes, context);
    }

    void question(Duration took, Attributes attributes, Context context) {
        agentDuration.record(seconds(took), attributes, context);
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
