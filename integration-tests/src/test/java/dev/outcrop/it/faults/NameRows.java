package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.aws.Environment;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.error.TimedOutException.Phase;
import dev.outcrop.message.Message;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Timeouts;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows 140 to 145: a name whose lookup takes 12 seconds; see {@link SlowNames}. */
final class NameRows {
    private static final Duration SHORT = Duration.ofMillis(150);

    /** Far less than a lookup takes; a machine may be busy. */
    private static final long SOON = 8;

    /** Each lookup is one that nobody waits for yet. */
    private static final AtomicInteger NAMES = new AtomicInteger();

    private NameRows() {}

    static List<Row> rows() {
        return List.of(
                new Row(140, "slow lookup, connect timeout → timed out", NameRows::connect),
                new Row(140, "slow lookup of a proxy → timed out", NameRows::proxy),
                new Row(141, "slow lookup, total timeout → timed out", NameRows::total),
                new Row(142, "slow lookup, cancelled → ended", NameRows::cancelled),
                new Row(143, "slow lookup, interrupted → ended", NameRows::interrupted),
                new Row(144, "slow lookup, client closed → ended", NameRows::closed),
                new Row(145, "slow lookup of credentials → ended", NameRows::credentials));
    }

    private static URI slow() {
        return URI.create("http://host" + NAMES.incrementAndGet() + ".slow.test");
    }

    private static void connect(Trial trial) {
        URI uri = slow();
        trial.at(uri, () -> 0)
                .timeouts(Timeouts.DEFAULT.withConnect(SHORT))
                .retries(Trial.RETRIES.withAttempts(2));
        within(
                () -> {
                    for (Ending ended : List.of(trial.stream(), trial.invoke())) {
                        ended.failed(TimedOutException.class)
                                .saying("the DNS lookup of " + uri.getHost())
                                .retryable(true)
                                .withNothing()
                                .tried(2);
                        NetworkRows.requirePhase(ended, Phase.CONNECT);
                    }
                });
    }

    private static void proxy(Trial trial) {
        trial.at(URI.create("https://bedrock.test"), () -> 0)
                .proxy(HttpProxy.of(slow() + ":3128"))
                .timeouts(Timeouts.DEFAULT.withConnect(SHORT))
                .retries(Trial.RETRIES.withAttempts(2));
        within(
                () -> {
                    Ending ended = trial.stream();
                    ended.failed(TimedOutException.class).withNothing().tried(2);
                    NetworkRows.requirePhase(ended, Phase.CONNECT);
                });
    }

    private static void total(Trial trial) {
        trial.at(slow(), () -> 0).timeouts(Timeouts.DEFAULT.withTotal(SHORT));
        within(
                () -> {
                    for (Ending ended : List.of(trial.stream(), trial.invoke())) {
                        ended.failed(TimedOutException.class).withNothing().tried(1);
                        NetworkRows.requirePhase(ended, Phase.TOTAL);
                    }
                });
    }

    private static void cancelled(Trial trial) throws Exception {
        trial.at(slow(), () -> 0);
        var handle = new Cancellation();
        var call =
                trial.bedrock().model(Trial.MODEL).with(handle).invokeAsync(Message.user("Go on."));
        awaitLookup(trial);
        handle.cancel();
        ended(trial, call);
    }

    private static void interrupted(Trial trial) throws Exception {
        trial.at(slow(), () -> 0);
        var call = new CompletableFuture<Object>();
        Thread thread = Thread.ofPlatform().start(() -> ask(trial, call));
        awaitLookup(trial);
        thread.interrupt();
        ended(trial, call);
    }

    private static void closed(Trial trial) throws Exception {
        trial.at(slow(), () -> 0);
        var call = new CompletableFuture<Object>();
        Thread.ofVirtual().start(() -> ask(trial, call));
        awaitLookup(trial);
        trial.bedrock().close();
        ended(trial, call);
    }

    /** The credentials of a container, from a host of that kind. */
    private static void credentials(Trial trial) throws Exception {
        trial.environment(
                        Environment.of(
                                Map.of(
                                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                                        slow().toString().replace("http:", "https:") + "/keys"),
                                Path.of("nowhere"),
                                Clock.systemUTC()))
                .withoutCredentials()
                .at(URI.create("http://127.0.0.1:1"), () -> 0);
        var call = new CompletableFuture<Object>();
        Thread.ofVirtual().start(() -> ask(trial, call));
        awaitLookup(trial);
        trial.bedrock().close();
        ended(trial, call);
    }

    private static void ask(Trial trial, CompletableFuture<Object> call) {
        try {
            call.complete(trial.bedrock().model(Trial.MODEL).invoke("Go on."));
        } catch (BedrockException e) {
            call.completeExceptionally(e);
        }
    }

    private static void awaitLookup(Trial trial) {
        while (trial.bedrock().liveCalls() == 0 || SlowNames.RUNNING.get() == 0) {
            Thread.onSpinWait();
        }
    }

    private static void ended(Trial trial, CompletableFuture<?> call) {
        assertThat(call)
                .failsWithin(Duration.ofSeconds(SOON))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(CancelledException.class);
        assertThat(trial.bedrock().liveCalls()).isZero();
    }

    private static void within(Runnable calls) {
        long began = System.nanoTime();
        calls.run();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isLessThan(Duration.ofSeconds(SOON));
    }
}
