package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A resolver that takes 12 seconds, as one does whose name servers are gone. */
@Timeout(60)
class DnsLookupsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration SHORT = Duration.ofMillis(200);

    /** What is far less than the 12 seconds, and enough for a machine that is busy. */
    private static final long SOON = 6;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger lookups = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Cancellation cancellation = new Cancellation();
    private final SocketHttpClient http = new SocketHttpClient(() -> Tls.DEFAULT, this::slowly);

    @AfterEach
    void close() {
        answered.countDown();
        http.close();
    }

    private InetAddress[] slowly(String name) throws UnknownHostException {
        lookups.incrementAndGet();
        threads.add(Thread.currentThread());
        asked.countDown();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(12);
        boolean over = false;
        while (!over) {
            try { // as the system's own, it heeds no interrupt
                answered.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                over = true;
            } catch (InterruptedException e) {
                over = System.nanoTime() >= until;
            }
        }
        if (name.startsWith("unknown")) {
            throw new UnknownHostException(name);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private HttpClient.Call call(URI uri, Timeouts timeouts, @Nullable HttpProxy proxy) {
        return new HttpClient.Call(
                "GET",
                uri,
                Map.of(),
                new byte[0],
                proxy,
                timeouts,
                Deadline.in(timeouts.total()),
                cancellation);
    }

    private FutureTask<String> begin(URI uri, Timeouts timeouts, @Nullable HttpProxy proxy) {
        var task =
                new FutureTask<>(
                        () -> {
                            try (HttpClient.Exchange exchange =
                                    http.send(call(uri, timeouts, proxy))) {
                                return new String(exchange.body().readAllBytes(), ISO_8859_1);
                            }
                        });
        Thread.ofVirtual().start(task);
        return task;
    }

    private FutureTask<String> begin(Timeouts timeouts) {
        return begin(URI.create("http://slow.test:1"), timeouts, null);
    }

    private static Throwable failure(FutureTask<String> task) throws Exception {
        try {
            task.get(SOON, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
        throw new AssertionError("it did not fail");
    }

    @Test
    void theConnectTimeoutEndsALookup() throws Exception {
        assertThat(failure(begin(Timeouts.DEFAULT.withConnect(SHORT))))
                .isInstanceOf(ConnectTimedOutException.class)
                .hasMessageContaining("slow.test");
    }

    @Test
    void theTotalTimeoutEndsALookup() throws Exception {
        assertThat(failure(begin(Timeouts.DEFAULT.withTotal(SHORT))))
                .isInstanceOf(Deadline.Passed.class);
    }

    @Test
    void cancellingEndsALookup() throws Exception {
        FutureTask<String> call = begin(Timeouts.DEFAULT);
        asked.await();
        cancellation.cancel();
        assertThat(failure(call)).isInstanceOf(SocketException.class);
    }

    @Test
    void closingTheEngineEndsALookup() throws Exception {
        FutureTask<String> call = begin(Timeouts.DEFAULT);
        asked.await();
        http.close();
        assertThat(failure(call)).isInstanceOf(SocketException.class);
    }

    @Test
    void anInterruptEndsALookupAndIsKept() throws Exception {
        var end = new CompletableFuture<Boolean>();
        Thread caller =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    URI uri = URI.create("http://slow.test:1");
                                    try {
                                        http.send(call(uri, Timeouts.DEFAULT, null));
                                    } catch (ClosedByInterruptException e) {
                                        end.complete(Thread.currentThread().isInterrupted());
                                    } catch (IOException e) {
                                        end.completeExceptionally(e);
                                    }
                                });
        asked.await();
        caller.interrupt();
        assertThat(end.get(SOON, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theNameOfAProxyIsLookedUpWithinTheSameLimits() throws Exception {
        URI uri = URI.create("https://other.test");
        Timeouts timeouts = Timeouts.DEFAULT.withConnect(SHORT);
        assertThat(failure(begin(uri, timeouts, HttpProxy.of("http://slow.test:1"))))
                .isInstanceOf(ConnectTimedOutException.class)
                .hasMessageContaining("slow.test");
    }

    @Test
    void callsToOneNameShareOneLookup() throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            TinyServer.request(socket);
                            TinyServer.send(socket, OK);
                        })) {
            var calls = new ArrayList<FutureTask<String>>();
            calls.add(begin(server.at("slow.test"), Timeouts.DEFAULT, null));
            asked.await();
            for (int i = 0; i < 10; i++) {
                calls.add(begin(server.at("slow.test"), Timeouts.DEFAULT, null));
            }
            // One that gives up leaves the lookup to the others.
            Timeouts brief = Timeouts.DEFAULT.withConnect(SHORT);
            failure(begin(server.at("slow.test"), brief, null));
            assertThat(lookups).hasValue(1);
            answered.countDown();
            for (FutureTask<String> call : calls) {
                assertThat(call.get(SOON, TimeUnit.SECONDS)).isEqualTo("ok");
            }
        }
    }

    @Test
    void abandonedLookupsUseABoundedNumberOfThreadsAndGiveThemBack() throws Exception {
        Timeouts brief = Timeouts.DEFAULT.withConnect(SHORT);
        var calls = new ArrayList<FutureTask<String>>();
        for (int i = 0; i < 40; i++) {
            calls.add(begin(URI.create("http://slow" + i + ".test:1"), brief, null));
        }
        for (FutureTask<String> call : calls) {
            assertThat(failure(call)).isInstanceOf(ConnectTimedOutException.class);
        }
        assertThat(lookups).hasValue(DnsLookups.MOST_THREADS);
        // It waits for a place, within its own limits, and then has one.
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            TinyServer.request(socket);
                            TinyServer.send(socket, OK);
                        })) {
            FutureTask<String> call = begin(server.at("good.test"), Timeouts.DEFAULT, null);
            answered.countDown();
            assertThat(call.get(SOON, TimeUnit.SECONDS)).isEqualTo("ok");
        }
        assertThat(lookups).hasValue(DnsLookups.MOST_THREADS + 1);
        for (Thread thread : threads) {
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.join(Duration.ofSeconds(SOON))).isTrue();
        }
    }

    @Test
    void whoeverWaitsForAnUnknownNameGetsAFailureOfTheirOwn() throws Exception {
        URI uri = URI.create("http://unknown.test:1");
        FutureTask<String> one = begin(uri, Timeouts.DEFAULT, null);
        FutureTask<String> other = begin(uri, Timeouts.DEFAULT, null);
        answered.countDown();
        Throwable first = failure(one);
        assertThat(first)
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("unknown.test")
                .isNotSameAs(failure(other));
        assertThat(List.of(first.getStackTrace()))
                .anyMatch(frame -> frame.getClassName().equals(SocketHttpClient.class.getName()));
    }

    @Test
    void anAddressIsNotLookedUp() throws Exception {
        try (var server =
                new TinyServer(
                        (n, socket) -> {
                            TinyServer.request(socket);
                            TinyServer.send(socket, OK);
                        })) {
            assertThat(begin(server.at("127.0.0.1"), Timeouts.DEFAULT, null).get()).isEqualTo("ok");
        }
        assertThatThrownBy(
                        () -> http.send(call(URI.create("http://[::1]:1"), Timeouts.DEFAULT, null)))
                .isInstanceOf(IOException.class);
        assertThat(lookups).hasValue(0);
    }

    @Test
    void aThreadThatCannotBeStartedFailsOneLookupAndNoLaterOne() throws Exception {
        var asked = new AtomicInteger();
        var scarce =
                new DnsLookups(
                        name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                        task -> {
                            if (asked.getAndIncrement() == 0) {
                                throw new OutOfMemoryError("unable to create native thread");
                            }
                            return new Thread(task);
                        });
        var call = call(URI.create("http://name.test:1"), Timeouts.DEFAULT, null);

        assertThatThrownBy(() -> scarce.addresses("name.test", call, cancellation, Long.MAX_VALUE))
                .isInstanceOf(OutOfMemoryError.class);
        for (int i = 0; i < 2 * DnsLookups.MOST_THREADS; i++) {
            assertThat(scarce.addresses("name.test", call, cancellation, Long.MAX_VALUE))
                    .hasSize(1);
        }
    }

    @Test
    void whereNoMoreThreadsCanBeStartedThoseThatAreThereDoIt() throws Exception {
        var started = new AtomicInteger();
        var refused = new CountDownLatch(1);
        var scarce =
                new DnsLookups(
                        this::slowly,
                        task -> {
                            if (started.getAndIncrement() > 0) {
                                refused.countDown();
                                throw new OutOfMemoryError("unable to create native thread");
                            }
                            return new Thread(task);
                        });
        var call = call(URI.create("http://name.test:1"), Timeouts.DEFAULT, null);
        var first =
                new FutureTask<>(
                        () -> scarce.addresses("first.test", call, cancellation, Long.MAX_VALUE));
        Thread.ofVirtual().start(first);
        this.asked.await();
        var second =
                new FutureTask<>(
                        () -> scarce.addresses("second.test", call, cancellation, Long.MAX_VALUE));
        Thread.ofVirtual().start(second);
        refused.await(); // else the first lookup ends, and its thread with it
        answered.countDown();

        assertThat(first.get()).hasSize(1);
        assertThat(second.get()).hasSize(1);
    }
}
