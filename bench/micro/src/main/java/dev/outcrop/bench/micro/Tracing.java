package dev.outcrop.bench.micro;

import dev.outcrop.message.StopReason;
import dev.outcrop.message.Usage;
import dev.outcrop.opentelemetry.OpenTelemetryObserver;
import dev.outcrop.policy.Observer;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What tracing a call costs, with an SDK that samples every span and drops it. Goal: 3 us. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Tracing {
    private static final Duration TOOK = Duration.ofMillis(700);
    private static final Usage USAGE = Usage.of(1_000, 200);

    private final Observer observer =
            OpenTelemetryObserver.create(
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(
                                    SdkTracerProvider.builder()
                                            .addSpanProcessor(new Drop())
                                            .build())
                            .setMeterProvider(SdkMeterProvider.builder().build())
                            .build());

    private static final class Drop implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    @Benchmark
    public void tracedCall() {
        var call = new Observer.Call("Converse", "us.amazon.nova-lite-v1:0");
        observer.started(call);
        observer.attempt(call, 1);
        observer.ended(
                call,
                new Observer.Ended(
                        Observer.Outcome.DONE, TOOK, 1, 0, USAGE, StopReason.END_TURN, null, null));
    }
}
