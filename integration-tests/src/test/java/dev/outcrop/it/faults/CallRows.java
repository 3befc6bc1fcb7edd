package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Credentials;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.StreamCut;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Observer.Outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Rows 79 to 124 that are about calls: credentials, cancelling, threads, secrets. */
final class CallRows {
    private static final Duration LONG = Duration.ofSeconds(20);

    private CallRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(new Row(79, "no credentials in time → timed out, not sent", CallRows::slowKeys));
        rows.add(new Row(82, "expired bearer token → failed, with advice", CallRows::bearer));
        rows.add(new Row(83, "ARN and %3A in the path → signed as sent", CallRows::paths));
        rows.add(new Row(100, "cancel before the head → cancelled, closed", CallRows::cancelEarly));
        rows.add(new Row(100, "cancel between deltas → cancelled, partial", CallRows::cancelLater));
        rows.add(new Row(100, "close() by another thread → cancelled", CallRows::closeElsewhere));
        rows.add(new Row(100, "cancel in the reader → cancelled", CallRows::cancelInReader));
        rows.add(new Row(101, "client closed with 20 live streams", CallRows::closeClient));
        rows.add(new Row(102, "the reader throws → stream ends, once", CallRows::readerThrows));
        rows.add(new Row(102, "an observer throws → passed over", CallRows::observerThrows));
        rows.add(new Row(105, "interrupt → cancelled, flag kept", InterruptRows::all));
        rows.add(new Row(107, "an Error in user code → not swallowed", CallRows::error));
        rows.add(new Row(108, "one chat, two threads → refused", CallRows::twoThreads));
        rows.add(new Row(114, "secrets that the service quotes → not shown", CallRows::secrets));
        rows.add(new Row(116, "control characters in errors → taken out", CallRows::logInjection));
        rows.add(new Row(124, "429 then 200, 200 threads → one answer each", CallRows::storm));
        rows.add(new Row(124, "throttled in mid-stream → failed, 1 request", CallRows::midStream));
        rows.add(new Row(124, "the same with restarts → Restarted, done", CallRows::restarted));
        return rows;
    }

    private static void slowKeys(Trial trial) {
        trial.credentials(
                () -> {
                    throw new TimedOutException(
                            TimedOutException.Phase.CREDENTIALS,
                            "No credentials within 60 s.",
                            ErrorDetails.NONE,
                            null);
                });
        trial.at(trial.local().endpoint(), () -> trial.local().requests().size());
        for (boolean streamed : List.of(true, false)) {
            assertThatThrownBy(() -> ask(trial.bedrock(), streamed))
                    .isInstanceOf(TimedOutException.class);
        }
        assertThat(trial.requests()).isZero();
        assertThat(trial.bedrock().liveCalls()).isZero();
        assertThat(trial.heard().ended).hasSize(2);
    }

    private static void ask(Bedrock bedrock, boolean streamed) {
        if (streamed) {
            bedrock.model(Trial.MODEL).stream("Go on.").close();
        } else {
            bedrock.model(Trial.MODEL).invoke("Go on.");
        }
    }

    private static void bearer(Trial trial) {
        trial.credentials(AwsCredentials.of(Credentials.bearerToken(Trial.TOKEN)));
        Scripted expired =
                Scripted.error(
                        "ExpiredTokenException",
                        "The security token included in the request is expired: Bearer "
                                + Trial.TOKEN);
        for (Ending ended : List.of(trial.stream(expired), trial.invoke(expired))) {
            ended.failed(CredentialsException.class)
                    .saying("Sign in again")
                    .withDetails(403, "ExpiredTokenException")
                    .withNothing()
                    .sent(1);
        }
        assertThat(trial.local().requests().getFirst().header("authorization"))
                .isEqualTo("Bearer " + Trial.TOKEN);
    }

    private static void paths(Trial trial) {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123";
        trial.local().script(Scripted.text("Good."));
        // Said, so that it is not asked what the profile stands for.
        assertThat(trial.bedrock().model(arn).withBaseModel(Trial.MODEL).invoke("Go on.").text())
                .isEqualTo("Good.");
        assertThat(trial.local().requests().getLast().path())
                .isEqualTo(
                        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012"
                                + "%3Aapplication-inference-profile%2Fabc123/converse");
    }

    private static void cancelEarly(Trial trial) throws Exception {
        for (boolean streamed : List.of(true, false)) {
            var gate = new StallGate();
            trial.local().script(Scripted.steps(new Step.Stall(gate)));
            var handle = new Cancellation();
            var model = trial.bedrock().model(Trial.MODEL).with(handle);
            var killer =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        arrive(gate);
                                        handle.cancel();
                                    });
            assertThatThrownBy(
                            () -> {
                                if (streamed) {
                                    model.stream("Go on.").close();
                                } else {
                                    model.invoke("Go on.");
                                }
                            })
                    .isInstanceOf(CancelledException.class);
            killer.join();
            assertCancelled(trial);
            assertThatThrownBy(() -> model.invoke("Go on.")).isInstanceOf(CancelledException.class);
            gate.open();
        }
        assertThat(trial.requests()).isEqualTo(2);
    }

    private static void cancelLater(Trial trial) throws Exception {
        var handle = new Cancellation();
        Chat chat = trial.bedrock().model(Trial.MODEL).with(handle).chat().open();
        endElsewhere(trial, chat, stream -> handle.cancel());
    }

    private static void closeElsewhere(Trial trial) throws Exception {
        endElsewhere(trial, trial.bedrock().chat(Trial.MODEL).open(), ReplyStream::close);
    }

    private static void endElsewhere(Trial trial, Chat chat, Consumer<ReplyStream> how)
            throws Exception {
        var gate = new StallGate();
        trial.local().script(Answers.halfway(new Step.Stall(gate)));
        var read = new CountDownLatch(3);
        try (ReplyStream stream = chat.stream("Go on.")) {
            var killer =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        await(read);
                                        how.accept(stream);
                                    });
            assertThatThrownBy(() -> stream.forEach(event -> read.countDown()))
                    .isInstanceOfSatisfying(
                            CancelledException.class,
                            e ->
                                    assertThat(Objects.requireNonNull(e.details().partial()).text())
                                            .isEqualTo(Answers.PARTIAL));
            killer.join();
        }
        assertThat(chat.turns()).hasSize(2);
        assertCancelled(trial);
        gate.open();
    }

    private static void cancelInReader(Trial trial) {
        var gate = new StallGate();
        trial.local().script(Answers.halfway(new Step.Stall(gate)));
        ReplyStream stream = trial.bedrock().model(Trial.MODEL).stream("Go on.");
        assertThatThrownBy(() -> stream.forEach(event -> stream.close()))
                .isInstanceOf(CancelledException.class);
        assertCancelled(trial);
        gate.open();
    }

    private static void assertCancelled(Trial trial) {
        assertThat(trial.bedrock().liveCalls()).isZero();
        assertThat(trial.heard().ended.getLast().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(trial.heard().started).hasValue(trial.heard().ended.size());
    }

    private static void arrive(StallGate gate) {
        try {
            assertThat(gate.awaitArrival(LONG)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void closeClient(Trial trial) throws Exception {
        var gates = new ArrayList<StallGate>();
        var outcomes = new ConcurrentLinkedQueue<Throwable>();
        for (int i = 0; i < 20; i++) {
            var gate = new StallGate();
            gates.add(gate);
            trial.local().script(Answers.halfway(new Step.Stall(gate)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                threads.execute(
                        () -> {
                            try (var stream = trial.bedrock().model(Trial.MODEL).stream("Go on.")) {
                                stream.reply();
                            } catch (RuntimeException e) {
                                outcomes.add(e);
                            }
                        });
            }
            gates.forEach(CallRows::arrive);
            assertThat(trial.bedrock().liveCalls()).isEqualTo(20);
            trial.bedrock().close();
        }
        assertThat(outcomes)
                .hasSize(20)
                .allSatisfy(e -> assertThat(e).isInstanceOf(CancelledException.class));
        assertThat(trial.bedrock().liveCalls()).isZero();
        assertThat(trial.heard().ended)
                .hasSize(20)
                .allMatch(ended -> ended.outcome() == Outcome.CANCELLED);
        assertThatThrownBy(() -> trial.bedrock().model(Trial.MODEL).invoke("And now?"))
                .isInstanceOf(CancelledException.class);
        gates.forEach(StallGate::open);
    }

    private static void readerThrows(Trial trial) {
        var gate = new StallGate();
        trial.local().script(Answers.halfway(new Step.Stall(gate)));
        assertThatThrownBy(
                        () -> {
                            try (var stream = trial.bedrock().model(Trial.MODEL).stream("Go on.")) {
                                for (StreamEvent event : stream) {
                                    throw new IllegalArgumentException("mine: " + event);
                                }
                            }
                        })
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoSuppressedExceptions();
        assertCancelled(trial);
        gate.open();
    }

    private static void observerThrows(Trial trial) {
        var calls = new AtomicInteger();
        try (var bedrock =
                Bedrock.builder()
                        .baseUrl(trial.local().endpoint().toString())
                        .region("us-east-1")
                        .credentials(
                                AwsCredentials.of(Credentials.accessKeys("local", "no-secret")))
                        .observer(
                                new Observer() {
                                    @Override
                                    public void started(Observer.Call call) {
                                        calls.incrementAndGet();
                                        throw new IllegalStateException("mine");
                                    }

                                    @Override
                                    public void firstDelta(Observer.Call call, Duration since) {
                                        throw new IllegalStateException("mine");
                                    }

                                    @Override
                                    public void ended(Observer.Call call, Ended how) {
                                        calls.incrementAndGet();
                                        throw new IllegalStateException("mine");
                                    }
                                })
                        .build()) {
            trial.local().script(Answers.good());
            try (var stream = bedrock.model(Trial.MODEL).stream("Go on.")) {
                assertThat(stream.reply().text()).isEqualTo("Good.");
            }
            assertThat(calls).hasValue(2);
            assertThat(bedrock.liveCalls()).isZero();
        }
    }

    private static void error(Trial trial) {
        trial.local().script(Answers.good(), Answers.good());
        assertThatThrownBy(
                        () -> {
                            try (var stream = trial.bedrock().model(Trial.MODEL).stream("Go on.")) {
                                stream.forEach(
                                        event -> {
                                            throw new StackOverflowError("mine");
                                        });
                            }
                        })
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("mine");
        assertCancelled(trial);
        trial.stream().answered("Good.");
    }

    private static void twoThreads(Trial trial) {
        var gate = new StallGate();
        trial.local().script(Answers.halfway(new Step.Stall(gate)));
        Chat chat = trial.bedrock().chat(Trial.MODEL).open();
        try (var stream = chat.stream("Go on.")) {
            assertThatThrownBy(() -> chat.ask("And me?")).isInstanceOf(IllegalStateException.class);
            assertThat(stream.iterator().hasNext()).isTrue();
        }
        assertThat(trial.requests()).isEqualTo(1);
        gate.open();
    }

    private static void secrets(Trial trial) {
        Scripted quoting =
                Scripted.error(
                        "InvalidSignatureException",
                        "The Canonical String for this request should have been\n"
                                + "x-amz-security-token:"
                                + Trial.TOKEN
                                + "\n\nbut was not");
        for (Ending ended : List.of(trial.stream(quoting), trial.invoke(quoting))) {
            ended.failed(CredentialsException.class)
                    .withDetails(403, "InvalidSignatureException")
                    .saying("x-amz-security-token:[secret]")
                    .sent(1);
        }
        assertThat(trial.bedrock().toString()).doesNotContain(Trial.SECRET, Trial.TOKEN);
    }

    private static void logInjection(Trial trial) {
        trial.retries(Trial.RETRIES.withAttempts(1));
        String evil = "a\r\nERROR forged\u001b]0;owned\u0007\u202eb";
        Scripted error =
                Answers.json(
                        503,
                        Map.of("x-amzn-RequestId", "id\t" + "x".repeat(5_000)),
                        Json.EMPTY.with("message", Json.of(evil)).toString());
        for (Ending ended : List.of(trial.stream(error), trial.invoke(error))) {
            ended.failed(ServiceException.class).saying("a ERROR forged ]0;owned b");
            assertThat(Objects.requireNonNull(ended.failure()).getMessage())
                    .doesNotContain("\r", "\t", "\u0007", "\u202e")
                    .hasSizeLessThan(600);
        }
    }

    /** What rivals were measured to fail at, by 200 callers at once. */
    private static void storm(Trial trial) throws Exception {
        try (var server =
                new FaultServer(
                        (number, connection) -> {
                            for (int i = 0; ; i++) {
                                connection.request();
                                if (number <= 80 && i == 0) {
                                    connection.send(
                                            "HTTP/1.1 429 Slow\r\nx-amzn-ErrorType: "
                                                    + "ThrottlingException\r\n"
                                                    + "Content-Length: 2\r\n\r\n{}");
                                } else {
                                    connection.stream(Answers.goodBytes());
                                }
                            }
                        })) {
            trial.at(server);
            var answers = new AtomicInteger();
            var all = new CountDownLatch(200);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 200; i++) {
                    threads.execute(
                            () -> {
                                all.countDown();
                                await(all);
                                try (var s = trial.bedrock().model(Trial.MODEL).stream("Go on.")) {
                                    if (s.reply().text().equals("Good.")) {
                                        answers.incrementAndGet();
                                    }
                                }
                            });
                }
            }
            assertThat(answers).hasValue(200);
            assertThat(server.requests()).isEqualTo(200 + trial.heard().retrying.get());
            assertThat(trial.heard().ended).allMatch(ended -> ended.outcome() == Outcome.DONE);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void midStream(Trial trial) {
        trial.stream(Answers.halfway(Answers.exception("throttlingException")))
                .failed(ThrottledException.class)
                .withDetails(200, "ThrottlingException")
                .withPartial(Answers.PARTIAL)
                .sent(1);
    }

    private static void restarted(Trial trial) {
        trial.retries(Trial.RETRIES.withRestart(true));
        for (Scripted broken :
                List.of(
                        Answers.halfway(Answers.exception("throttlingException")),
                        Answers.halfway(new Step.Abort(StreamCut.RESET)),
                        Answers.halfway(new Step.End()))) {
            Ending ended = trial.stream(broken, Answers.good());
            ended.answered("Good.").sent(2);
            assertThat(ended.events())
                    .filteredOn(event -> event instanceof StreamEvent.Restarted)
                    .hasSize(1);
        }
    }
}
