package dev.outcrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Calls that wait for a provider of the caller's, which does as it likes with an interrupt. */
@Timeout(30)
class CancelledCredentialsTest {
    @TempDir Path home;

    private final CountDownLatch waiting = new CountDownLatch(1);

    /** What a provider makes of an interrupt. */
    enum Reaction {
        WRAPS,
        WRAPS_AND_RESTORES,
        THROWS_UNDECLARED,
        THROWS_ANOTHER,
        THROWS_CREDENTIALS,
        THROWS_ERROR,
        RETURNS_NULL,
        RETURNS_NULL_AND_RESTORES,
        RETURNS_KEYS
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledCallIsCancelledWhateverItsProviderDoes(Reaction reaction) throws Exception {
        var cancellation = new Cancellation();
        Thread killer = whenWaiting(cancellation::cancel);

        try (Bedrock bedrock = bedrock(() -> react(reaction))) {
            assertThatThrownBy(
                            () ->
                                    bedrock.model("amazon.nova-lite-v1:0")
                                            .with(cancellation)
                                            .invoke("?"))
                    .isInstanceOf(CancelledException.class);
        }

        assertThat(Thread.interrupted()).isFalse();
        killer.join();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "WRAPS",
                "WRAPS_AND_RESTORES",
                "THROWS_UNDECLARED",
                "RETURNS_NULL_AND_RESTORES"
            })
    void anInterruptedCallIsCancelledAndItsThreadStaysInterrupted(Reaction reaction)
            throws Exception {
        Thread killer = whenWaiting(Thread.currentThread()::interrupt);

        try (Bedrock bedrock = bedrock(() -> react(reaction))) {
            assertThatThrownBy(() -> bedrock.model("amazon.nova-lite-v1:0").invoke("?"))
                    .isInstanceOf(CancelledException.class);
        }

        assertThat(Thread.interrupted()).isTrue();
        killer.join();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theProgramThatACancelledCallWaitedForIsEnded() throws Exception {
        Path pid = home.resolve("pid");
        String script = "sleep 60 & echo $! > " + pid + ".new; mv " + pid + ".new " + pid;
        MadeUp.file(
                home,
                ".aws/config",
                "[default]\ncredential_process = sh -c '" + script + "; sleep 60'\n");
        var cancellation = new Cancellation();
        Thread killer =
                Thread.startVirtualThread(
                        () -> {
                            while (!Files.exists(pid)) {
                                Thread.onSpinWait();
                            }
                            cancellation.cancel();
                        });

        try (Bedrock bedrock =
                Bedrock.builder()
                        .environment(MadeUp.environment(home))
                        .baseUrl("http://127.0.0.1:9")
                        .region("us-east-1")
                        .build()) {
            assertThatThrownBy(
                            () ->
                                    bedrock.model("amazon.nova-lite-v1:0")
                                            .with(cancellation)
                                            .invoke("?"))
                    .isInstanceOf(CancelledException.class);
        }

        killer.join();
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(child -> child.onExit().join());
    }

    @Test
    void whatAProviderThrowsIsTheCauseOfACredentialsException() {
        var thrown = new IllegalStateException("canary");
        CredentialsProvider provider =
                () -> {
                    throw thrown;
                };

        try (Bedrock bedrock = bedrock(provider)) {
            assertThatThrownBy(() -> bedrock.model("amazon.nova-lite-v1:0").invoke("?"))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("threw java.lang.IllegalStateException")
                    .hasMessageNotContaining("canary")
                    .hasRootCause(thrown);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // as a program without checks of null does
    void aProviderThatReturnsNullIsNamed() {
        try (Bedrock bedrock = bedrock(() -> null)) {
            assertThatThrownBy(() -> bedrock.model("amazon.nova-lite-v1:0").invoke("?"))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("The credentials provider returned null.");
        }
    }

    private Bedrock bedrock(CredentialsProvider provider) {
        return Bedrock.builder()
                .environment(MadeUp.environment(home))
                .baseUrl("http://127.0.0.1:9")
                .region("us-east-1")
                .credentials(provider)
                .build();
    }

    private Thread whenWaiting(Runnable action) {
        return Thread.startVirtualThread(
                () -> {
                    try {
                        waiting.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    action.run();
                });
    }

    @SuppressWarnings("NullAway")
    private Credentials react(Reaction reaction) {
        @Nullable InterruptedException interrupt = null;
        try {
            waiting.countDown();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupt = e;
        }
        return switch (reaction) {
            case WRAPS -> throw new RuntimeException("wrapped", interrupt);
            case WRAPS_AND_RESTORES -> {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("no credentials");
            }
            case THROWS_UNDECLARED -> throw undeclared(interrupt);
            case THROWS_ANOTHER -> throw new IllegalArgumentException("other");
            case THROWS_CREDENTIALS -> throw new CredentialsException("none", ErrorDetails.NONE);
            case THROWS_ERROR -> throw new AssertionError("error");
            case RETURNS_NULL -> null;
            case RETURNS_NULL_AND_RESTORES -> {
                Thread.currentThread().interrupt();
                yield null;
            }
            case RETURNS_KEYS -> Credentials.accessKeys("id", "secret");
        };
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException undeclared(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
