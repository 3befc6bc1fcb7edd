package dev.outcrop.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.retry.Retrier;
import dev.outcrop.internal.stream.EventSource;
import dev.outcrop.json.Json;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Retries;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;

class RetryingEventsTest {
    private static final StreamEvent START =
            new StreamEvent.MessageStart(Role.ASSISTANT, Json.EMPTY);
    private static final StreamEvent A = new StreamEvent.TextDelta(0, "a");
    private static final StreamEvent B = new StreamEvent.TextDelta(0, "b");
    private static final StreamEvent STOP =
            new StreamEvent.MessageStop(StopReason.END_TURN, Json.EMPTY);

    private final ArrayDeque<Source> sources = new ArrayDeque<>();
    private final List<Source> opened = new ArrayList<>();
    private final List<Integer> retries = new ArrayList<>();
    private Retries policy = Retries.DEFAULT;

    private static BedrockException broken() {
        return new ConnectionException("broken", ErrorDetails.NONE.withRetryable(true), null);
    }

    /** Events, a failure where one stands, null at the end. */
    private static final class Source implements EventSource {
        private final Queue<Object> left;
        private boolean closed;

        Source(Object... left) {
            this.left = new ArrayDeque<>(List.of(left));
        }

        @Override
        public @Nullable StreamEvent next() {
            Object next = left.poll();
            if (next instanceof BedrockException e) {
                throw e;
            }
            return (StreamEvent) next;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private RetryingEvents open(Source... all) {
        sources.addAll(List.of(all));
        var retrier = new Retrier((wait, c) -> {}, ThreadLocalRandom.current(), () -> 0);
        return new RetryingEvents(
                () -> {
                    Source next = sources.remove();
                    opened.add(next);
                    if (next.left.peek() instanceof ValidationException e) {
                        throw e;
                    }
                    return next;
                },
                retrier.attempts(policy, new Cancellation()),
                policy,
                (next, wait, why) -> retries.add(next));
    }

    private static List<StreamEvent> all(RetryingEvents events) {
        var all = new ArrayList<StreamEvent>();
        for (StreamEvent event = events.next(); event != null; event = events.next()) {
            all.add(event);
        }
        return all;
    }

    private static StreamEvent retrying(StreamEvent event) {
        assertThat(event).isInstanceOf(StreamEvent.Retrying.class);
        return event;
    }

    @Test
    void givesTheEventsOfTheOneTryThatWentWell() {
        assertThat(all(open(new Source(START, A, B, STOP)))).containsExactly(START, A, B, STOP);
        assertThat(retries).isEmpty();
    }

    @Test
    void holdsTheStartBackUntilSomethingFollows() {
        RetryingEvents events = open(new Source(START, broken()), new Source(START, A, STOP));

        List<StreamEvent> given = all(events);

        retrying(given.getFirst());
        assertThat(given.subList(1, given.size())).containsExactly(START, A, STOP);
        assertThat(events.attempts()).isEqualTo(2);
        assertThat(retries).containsExactly(2);
        assertThat(opened.getFirst().closed).isTrue();
    }

    @Test
    void aStreamThatEndsBeforeItSaysAnythingIsAskedForAgain() {
        List<StreamEvent> given =
                all(open(new Source(), new Source(START), new Source(START, A, STOP)));

        retrying(given.get(0));
        retrying(given.get(1));
        assertThat(given.subList(2, given.size())).containsExactly(START, A, STOP);
    }

    @Test
    void nothingIsSentAgainAfterTheFirstDelta() {
        for (Source source : List.of(new Source(START, A, broken()), new Source(START, A))) {
            opened.clear();
            RetryingEvents events = open(source);
            assertThat(events.next()).isEqualTo(START);
            assertThat(events.next()).isEqualTo(A);
            assertThatThrownBy(events::next).isInstanceOf(BedrockException.class);
            assertThat(opened).hasSize(1);
            assertThat(source.closed).isTrue();
        }
        assertThat(retries).isEmpty();
    }

    @Test
    void beginsAnewAfterADeltaOnlyWhereAskedTo() {
        policy = policy.withRestart(true);

        List<StreamEvent> given =
                all(
                        open(
                                new Source(START, A, broken()),
                                new Source(START, A, B),
                                new Source(START, B, STOP)));

        assertThat(given)
                .filteredOn(event -> event instanceof StreamEvent.Restarted)
                .extracting(event -> ((StreamEvent.Restarted) event).attempt())
                .containsExactly(2, 3);
        assertThat(given.subList(given.size() - 3, given.size())).containsExactly(START, B, STOP);
    }

    @Test
    void anAnswerThatIsWholeIsNeverBegunAnew() {
        policy = policy.withRestart(true);
        RetryingEvents events = open(new Source(START, A, STOP, broken()));

        for (int i = 0; i < 3; i++) {
            events.next();
        }

        assertThatThrownBy(events::next).isInstanceOf(ConnectionException.class);
        assertThat(opened).hasSize(1);
    }

    @Test
    void anEndWithoutAStopIsNoEnd() {
        policy = Retries.NONE;
        RetryingEvents events = open(new Source(START, A));
        events.next();
        events.next();

        assertThatThrownBy(events::next)
                .isInstanceOfSatisfying(
                        StreamTruncatedException.class,
                        e -> {
                            assertThat(e.isRetryable()).isTrue();
                            assertThat(e.details().attempts()).isEqualTo(1);
                        });
    }

    @Test
    void whatAnotherTryWouldNotMendIsThrownAtOnce() {
        var refused = new ValidationException("no", ErrorDetails.NONE);

        assertThatThrownBy(() -> open(new Source(refused))).isInstanceOf(ValidationException.class);
        assertThat(opened).hasSize(1);
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        policy = policy.withAttempts(2).withThrottleBase(Duration.ofMillis(1));
        RetryingEvents events = open(new Source(broken()), new Source(broken()));
        retrying(Objects.requireNonNull(events.next()));

        assertThatThrownBy(events::next)
                .isInstanceOfSatisfying(
                        ConnectionException.class,
                        e -> assertThat(e.details().attempts()).isEqualTo(2));
    }
}
