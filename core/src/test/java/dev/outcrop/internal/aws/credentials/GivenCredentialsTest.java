package dev.outcrop.internal.aws.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.outcrop.AwsCredentials;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.policy.Cancellation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A provider of the program, asked for a call that may be cancelled. */
@Timeout(60)
class GivenCredentialsTest {
    private static final Credentials KEYS = Credentials.accessKeys("i", "s");

    private final Cancellation handle = new Cancellation();

    private Credentials resolved(CredentialsProvider provider) {
        return new GivenCredentials(provider).resolve(handle);
    }

    private static List<String> methods(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getMethodName).toList();
    }

    @Test
    void itsCredentialsArrive() {
        assertThat(resolved(() -> KEYS)).isSameAs(KEYS);
    }

    @Test
    void fixedOnesNeedNoThread() {
        assertThat(StoppableCredentials.of(AwsCredentials.of(KEYS)).resolve(handle)).isSameAs(KEYS);
        assertThat(AwsCredentials.of(KEYS).toString()).isEqualTo("FixedCredentials");
    }

    @Test
    void whatItThrowsHasTheStackTraceOfTheCaller() {
        var own = new IllegalStateException("own");

        Throwable thrown =
                catchThrowable(
                        () ->
                                resolved(
                                        () -> {
                                            throw own;
                                        }));

        assertThat(thrown).isInstanceOf(CredentialsException.class).hasCause(own);
        assertThat(methods(thrown)).contains("whatItThrowsHasTheStackTraceOfTheCaller");
    }

    @Test
    void anExceptionOfOursHasTheStackTraceOfTheCaller() {
        var known = new CredentialsException("known", ErrorDetails.NONE);

        Throwable thrown =
                catchThrowable(
                        () ->
                                resolved(
                                        () -> {
                                            throw known;
                                        }));

        assertThat(thrown).isInstanceOf(CredentialsException.class).hasMessage("known");
        assertThat(methods(thrown)).contains("anExceptionOfOursHasTheStackTraceOfTheCaller");
    }

    @Test
    void itsErrorsAreThrownAsTheyAre() {
        var error = new AssertionError("own");

        assertThatThrownBy(
                        () ->
                                resolved(
                                        () -> {
                                            throw error;
                                        }))
                .isSameAs(error);
    }

    @Test
    void anInterruptThatItSetsItselfIsTheCallers() {
        assertThat(
                        resolved(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    return KEYS;
                                }))
                .isSameAs(KEYS);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aCancelledCallDoesNotWaitForOneThatHeedsNothing() throws Exception {
        var asked = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        var thread = new AtomicReference<Thread>();
        CredentialsProvider deaf =
                () -> {
                    thread.set(Thread.currentThread());
                    asked.countDown();
                    while (open.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return KEYS;
                };
        Thread killer =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                asked.await();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            handle.cancel();
                        });

        assertThatThrownBy(() -> resolved(deaf)).isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(thread.get().isInterrupted()).isTrue();
        open.countDown();
        killer.join();
    }
}
