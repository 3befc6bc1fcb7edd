package dev.outcrop.local.internal.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.outcrop.Bedrock;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.error.TimedOutException.Phase;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.internal.choice.EngineRouter;
import dev.outcrop.local.internal.service.Service;
import dev.outcrop.local.internal.service.ServiceContext;
import dev.outcrop.local.internal.service.Settings;
import dev.outcrop.local.rules.RuleEngine;
import dev.outcrop.local.script.Script;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Scripted.Steps;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.StreamCut;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Timeouts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What the emulator in the same process breaks off, and what the client breaks off. */
class InProcessFailuresTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final StallGate gate = new StallGate();
    private final Service service = service();
    private final Bedrock inProcess = client();

    private static Service service() {
        var engine = new RuleEngine();
        return new Service(
                EngineRouter.of(engine),
                engine,
                new ServiceContext(new Random(1), System::nanoTime, Duration.ZERO, Thread::sleep),
                Settings.plain(),
                new Script());
    }

    private Bedrock client() {
        Bedrock.Builder builder = Bedrock.builder().region("us-east-1").retries(Retries.NONE);
        InProcess.connect(builder, service);
        return builder.build();
    }

    @AfterEach
    void close() {
        inProcess.close();
    }

    private static String streamFailure(Bedrock bedrock) {
        var failure =
                catchThrowableOfType(
                        BedrockException.class, () -> bedrock.chat().open().stream("hi").reply());
        return failure.getClass().getSimpleName()
                + ": "
                + failure.what().replaceAll("(in-process.localhost|127\\.0\\.0\\.1):?\\d*", "HOST");
    }

    private static Steps begun(Step... rest) {
        return Scripted.events(Event.messageStart(), Event.textDelta(0, "Once"))
                .afterFrames(2, rest);
    }

    @ParameterizedTest
    @EnumSource(StreamCut.class)
    void streamsBreakOffAsOverASocket(StreamCut cut) {
        try (LocalBedrock local = LocalBedrock.start();
                Bedrock overSockets = local.connect()) {
            Steps steps = begun(new Step.Abort(cut));
            local.script(steps);
            service.script(List.of(steps));

            assertThat(streamFailure(inProcess)).isEqualTo(streamFailure(overSockets));
        }
    }

    @Test
    void aStreamThatIsCutBeforeItsHeadHasNoResponse() {
        service.script(List.of(Scripted.steps(new Step.Abort(StreamCut.CLOSE))));

        assertThat(streamFailure(inProcess))
                .startsWith("ConnectionException: the connection to HOST failed before the answer");
    }

    @Test
    void waitsOnlyAsLongForTheHeadAsTheTimeoutSays() {
        service.script(List.of(Scripted.steps(new Step.Stall(gate))));
        Timeouts timeouts = Timeouts.DEFAULT.withFirstByte(SHORT);

        assertThat(timedOut(timeouts)).isEqualTo(Phase.FIRST_BYTE);
    }

    @Test
    void waitsOnlyAsLongForMoreAsTheTimeoutSays() {
        service.script(List.of(begun(new Step.Stall(gate))));
        Timeouts timeouts = Timeouts.DEFAULT.withIdle(SHORT);

        assertThat(timedOut(timeouts)).isEqualTo(Phase.IDLE);
    }

    @Test
    void waitsNoLongerThanTheTotalTimeout() {
        service.script(List.of(begun(new Step.Stall(gate))));
        Timeouts timeouts = Timeouts.DEFAULT.withTotal(SHORT);

        assertThat(timedOut(timeouts)).isEqualTo(Phase.TOTAL);
    }

    private Phase timedOut(Timeouts timeouts) {
        return catchThrowableOfType(
                        TimedOutException.class,
                        () -> inProcess.model().with(timeouts).chat().open().stream("hi").reply())
                .phase();
    }

    @Test
    void anInterruptedThreadStopsWaiting() throws Exception {
        service.script(List.of(Scripted.steps(new Step.Stall(gate))));
        Thread caller = Thread.currentThread();
        Thread.ofVirtual().start(() -> cancelAfterArrival(caller::interrupt));

        assertThat(
                        catchThrowableOfType(
                                CancelledException.class, () -> inProcess.chat().open().ask("hi")))
                .isNotNull();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closingTheClientEndsItsCalls() {
        service.script(List.of(begun(new Step.Stall(gate))));
        try (ReplyStream stream = inProcess.chat().open().stream("hi")) {
            Thread.ofVirtual().start(() -> cancelAfterArrival(inProcess::close));

            assertThat(catchThrowableOfType(BedrockException.class, stream::reply)).isNotNull();
        }
        assertThat(streamFailure(inProcess)).contains("Exception");
    }

    private void cancelAfterArrival(Runnable cancel) {
        try {
            assertThat(gate.awaitArrival(LONG)).isTrue();
            cancel.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
