package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;

@Timeout(60)
class TimeoutThreadTest {
    private static final Route ROUTE = Route.of(URI.create("http://localhost:1"), null);

    private final Set<Connection> wires = ConcurrentHashMap.newKeySet();
    private final TimeoutThread limits =
            new TimeoutThread(wires, now -> TimeoutThread.NONE, Duration.ofMillis(20));

    @AfterEach
    void close() {
        limits.close();
    }

    private Connection wire() {
        return wire(limits);
    }

    private Connection wire(TimeoutThread limits) {
        var wire = new Connection(ROUTE, limits, new Socket(), new BufferPool());
        wires.add(wire);
        return wire;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void whatIsWaitedForTooLongIsClosedAndNothingElse() throws Exception {
        Connection patient = wire();
        Connection late = wire();
        patient.limit(limits.in(Duration.ofHours(1)));
        late.limit(limits.in(Duration.ofMillis(1)));

        await(() -> late.socket().isClosed());
        assertThat(late.lift()).isTrue();
        assertThat(late.lift()).as("said once").isFalse();
        assertThat(patient.socket().isClosed()).isFalse();
        assertThat(patient.lift()).isFalse();
    }

    @Test
    void aLimitThatHasPassedIsNotForgottenForTheNextOne() throws Exception {
        Connection late = wire();
        late.limit(limits.in(Duration.ofMillis(1)));
        await(() -> late.socket().isClosed());
        late.limit(limits.in(Duration.ofHours(1)));

        assertThat(late.lift()).isTrue();
    }

    @Test
    void aLimitThatIsLiftedInTimeClosesNothing() throws Exception {
        Connection quick = wire();
        quick.limit(limits.in(Duration.ofMillis(200)));
        assertThat(quick.lift()).isFalse();
        Connection late = wire();
        late.limit(limits.in(Duration.ofMillis(300)));

        await(() -> late.socket().isClosed());
        assertThat(quick.socket().isClosed()).isFalse();
    }

    @Test
    void withoutAnythingToLookAfterThereIsNoThreadAndTheNextLimitStartsOne() throws Exception {
        assertThat(limits.isWatching()).isFalse();
        for (int i = 0; i < 3; i++) {
            Connection late = wire();
            late.limit(limits.in(Duration.ofMillis(1)));

            await(() -> late.socket().isClosed());
            wires.remove(late);
            await(() -> !limits.isWatching());
        }
    }

    @Test
    void aThreadThatCannotBeStartedFailsOneCallAndNoLaterLimit() throws Exception {
        var asked = new AtomicInteger();
        ThreadFactory threads =
                task -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return new Thread(task);
                };
        try (var scarce =
                new TimeoutThread(wires, now -> TimeoutThread.NONE, Duration.ofHours(1), threads)) {
            Connection first = wire(scarce);
            assertThatThrownBy(() -> first.limit(scarce.in(Duration.ofMillis(1))))
                    .isInstanceOf(OutOfMemoryError.class);
            Connection late = wire(scarce);
            late.limit(scarce.in(Duration.ofMillis(2)));

            await(() -> late.socket().isClosed());
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void aThreadThatDoesNotStartIsNotWaitedFor() throws Exception {
        var asked = new AtomicInteger();
        ThreadFactory threads =
                task ->
                        asked.getAndIncrement() > 0
                                ? new Thread(task)
                                : new Thread(task) {
                                    @Override
                                    public void start() {
                                        throw new OutOfMemoryError("no more threads");
                                    }
                                };
        try (var scarce =
                new TimeoutThread(wires, now -> TimeoutThread.NONE, Duration.ofHours(1), threads)) {
            assertThatThrownBy(() -> wire(scarce).limit(scarce.in(Duration.ofMillis(1))))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThat(scarce.isWatching()).isFalse();
            Connection late = wire(scarce);
            late.limit(scarce.in(Duration.ofMillis(2)));

            await(() -> late.socket().isClosed());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureOfTheIdleCheckKeepsNoLimitFromHolding(boolean always) throws Exception {
        var checks = new AtomicInteger();
        LongUnaryOperator failing =
                now -> {
                    if (checks.getAndIncrement() == 0 || always) {
                        throw new StackOverflowError("of the check");
                    }
                    return TimeoutThread.NONE;
                };
        try (var broken = new TimeoutThread(wires, failing, Duration.ofHours(1))) {
            for (int i = 0; i < 3; i++) {
                Connection late = wire(broken);
                late.limit(broken.in(Duration.ofMillis(1)));

                await(() -> late.socket().isClosed());
            }
        }
    }

    @Test
    void aConnectionThatCannotBeClosedIsTriedAgainAndKeepsNoOtherOpen() throws Exception {
        var tries = new AtomicInteger();
        var socket =
                new Socket() {
                    @Override
                    public void close() {
                        if (tries.getAndIncrement() == 0) {
                            throw new IllegalStateException("not now");
                        }
                    }
                };
        var stubborn = new Connection(ROUTE, limits, socket, new BufferPool());
        wires.add(stubborn);
        stubborn.limit(limits.in(Duration.ofMillis(1)));
        Connection late = wire();
        late.limit(limits.in(Duration.ofMillis(2)));

        await(() -> late.socket().isClosed());
        await(() -> tries.get() == 2);
        assertThat(stubborn.lift()).isTrue();
    }

    @Test
    void anInterruptOfTheThreadChangesNothing() throws Exception {
        var made = new AtomicReference<Thread>();
        ThreadFactory threads =
                task -> {
                    made.set(new Thread(task));
                    return made.get();
                };
        try (var interrupted =
                new TimeoutThread(wires, now -> TimeoutThread.NONE, Duration.ofHours(1), threads)) {
            wire(interrupted).limit(interrupted.in(Duration.ofHours(1)));
            made.get().interrupt();

            await(() -> !made.get().isInterrupted());
            Connection late = wire(interrupted);
            late.limit(interrupted.in(Duration.ofMillis(1)));
            await(() -> late.socket().isClosed());
        }
    }

    @Test
    void closingEndsTheThread() throws Exception {
        wire().limit(limits.in(Duration.ofHours(1)));
        limits.close();

        await(() -> !limits.isWatching());
    }
}
