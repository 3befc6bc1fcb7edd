package dev.outcrop.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

@Timeout(60)
class TimeLimitsTest {
    private static final Route ROUTE = Route.of(URI.create("http://localhost:1"), null);

    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final TimeLimits limits =
            new TimeLimits(wires, now -> TimeLimits.NONE, Duration.ofMillis(20));

    @AfterEach
    void close() {
        limits.close();
    }

    private Wire wire() {
        var wire = new Wire(ROUTE, limits, new Socket(), new Buffers());
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
        Wire patient = wire();
        Wire late = wire();
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
        Wire late = wire();
        late.limit(limits.in(Duration.ofMillis(1)));
        await(() -> late.socket().isClosed());
        late.limit(limits.in(Duration.ofHours(1)));

        assertThat(late.lift()).isTrue();
    }

    @Test
    void aLimitThatIsLiftedInTimeClosesNothing() throws Exception {
        Wire quick = wire();
        quick.limit(limits.in(Duration.ofMillis(200)));
        assertThat(quick.lift()).isFalse();
        Wire late = wire();
        late.limit(limits.in(Duration.ofMillis(300)));

        await(() -> late.socket().isClosed());
        assertThat(quick.socket().isClosed()).isFalse();
    }

    @Test
    void withoutAnythingToLookAfterThereIsNoThreadAndTheNextLimitStartsOne() throws Exception {
        assertThat(limits.isWatching()).isFalse();
        for (int i = 0; i < 3; i++) {
            Wire late = wire();
            late.limit(limits.in(Duration.ofMillis(1)));

            await(() -> late.socket().isClosed());
            wires.remove(late);
            await(() -> !limits.isWatching());
        }
    }

    @Test
    void closingEndsTheThread() throws Exception {
        wire().limit(limits.in(Duration.ofHours(1)));
        limits.close();

        await(() -> !limits.isWatching());
    }
}
