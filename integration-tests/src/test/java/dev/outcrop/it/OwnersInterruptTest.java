package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.error.CancelledException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.policy.Cancellation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CountDownLatch;

/** An interrupt belongs to its sender: a cancellation neither takes one nor leaves one. */
@LocalBedrockTest
@Timeout(60)
class OwnersInterruptTest {
    private static final Credentials KEYS = Credentials.accessKeys("AKIDEXAMPLE", "secret");

    private final Cancellation handle = new Cancellation();
    private final Thread owner = Thread.currentThread();
    private LocalBedrock local;

    @BeforeEach
    void start(LocalBedrock local) {
        this.local = local;
    }

    @AfterEach
    void stop() {
        var unused = Thread.interrupted();
    }

    private void assertCancelled(CredentialsProvider provider) {
        try (Bedrock bedrock =
                Bedrock.builder()
                        .baseUrl(local.endpoint().toString())
                        .region("us-east-1")
                        .credentials(provider)
                        .build()) {
            assertThatThrownBy(() -> bedrock.model(WithLocal.NOVA).with(handle).invoke("Hi"))
                    .isInstanceOf(CancelledException.class);
        }
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void aCancellationLeavesNone() {
        assertCancelled(
                () -> {
                    handle.cancel();
                    return waited();
                });

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aCancellationWhoseProviderHeedsNothingLeavesNone() {
        assertCancelled(
                () -> {
                    handle.cancel();
                    return KEYS;
                });

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void theOwnersStaysThatCameBeforeTheCancellation() {
        assertCancelled(
                () -> {
                    owner.interrupt();
                    handle.cancel();
                    return waited();
                });

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theOwnersStaysThatCameAfterTheCancellation() {
        assertCancelled(
                () -> {
                    handle.cancel();
                    owner.interrupt();
                    return KEYS;
                });

        awaitInterrupt();
    }

    @Test
    void theOwnersStaysThatCameAfterTheProviderTookNoticeOfTheCancellation() {
        assertCancelled(
                () -> {
                    handle.cancel();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        owner.interrupt();
                    }
                    return KEYS;
                });

        awaitInterrupt();
    }

    @Test
    void theOwnersAloneEndsTheCallAndStays() {
        assertCancelled(
                () -> {
                    owner.interrupt();
                    return waited();
                });

        assertThat(Thread.interrupted()).isTrue();
    }

    /** The call may have ended at the cancellation, before the provider did more. */
    private static void awaitInterrupt() {
        while (!Thread.interrupted()) {
            Thread.onSpinWait();
        }
    }

    private static Credentials waited() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("gave up");
    }
}
