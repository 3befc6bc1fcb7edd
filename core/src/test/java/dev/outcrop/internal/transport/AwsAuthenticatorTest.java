package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Region;
import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

class AwsAuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Credentials OLD = Credentials.accessKeys("AKOLD", "secret", "token-old");
    private static final Credentials NEW = Credentials.accessKeys("AKNEW", "secret", "token-new");

    private final Stock stock = new Stock();
    private final Authenticator authenticator =
            new AwsAuthenticator(
                    stock, stop -> Region.of("us-east-1"), Clock.fixed(NOW, ZoneOffset.UTC));

    /** Gives new ones once the old ones were refused. */
    private static final class Stock implements CredentialsProvider {
        private Credentials current = OLD;
        private @Nullable Credentials next = NEW;
        private int refusals;

        @Override
        public Credentials resolve() {
            return current;
        }

        @Override
        public void refused(Credentials expired) {
            refusals++;
            if (expired.equals(current)) {
                current = next == null ? current : next;
            }
        }
    }

    private Authenticator.Proof proof() {
        return authenticator.prove(
                Service.RUNTIME,
                "POST",
                URI.create("https://bedrock.test/model"),
                Map.of(),
                new byte[0],
                new Cancellation());
    }

    private static BedrockException refusal(String code) {
        return new CredentialsException("no", ErrorDetails.NONE.withService(403, code, null));
    }

    private static String signedAt(Authenticator.Proof proof) {
        return Objects.requireNonNull(proof.headers().get("X-Amz-Date"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExpiredToken",
                "ExpiredTokenException",
                "UnrecognizedClientException",
                "InvalidClientTokenId",
            })
    void refusedKeysAreRenewed(String code) {
        Authenticator.Proof old = proof();

        assertThat(old.isOutdated(refusal(code), NOW, new Cancellation())).isTrue();
        assertThat(proof().headers().get("X-Amz-Security-Token")).isEqualTo("token-new");
    }

    @Test
    void keysThatAnotherCallRenewedAreNotRefusedAgain() {
        Authenticator.Proof one = proof();
        Authenticator.Proof other = proof();

        assertThat(one.isOutdated(refusal("ExpiredTokenException"), NOW, new Cancellation()))
                .isTrue();
        stock.next = null;
        assertThat(other.isOutdated(refusal("ExpiredTokenException"), NOW, new Cancellation()))
                .isTrue();
        assertThat(stock.current).isEqualTo(NEW);
    }

    @Test
    void theSameKeysAgainAreNoReasonToSendAgain() {
        stock.next = null;

        assertThat(proof().isOutdated(refusal("ExpiredTokenException"), NOW, new Cancellation()))
                .isFalse();
        assertThat(stock.refusals).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ValidationException", "IncompleteSignature"})
    void otherRefusalsSayNothingAboutTheProof(String code) {
        assertThat(proof().isOutdated(refusal(code), NOW.plusSeconds(600), new Cancellation()))
                .isFalse();
        assertThat(stock.refusals).isZero();
    }

    @Test
    void anExpiredApiKeyIsRenewed() {
        stock.current = Credentials.bearerToken("old-key");
        stock.next = Credentials.bearerToken("new-key");
        var expired =
                new AccessDeniedException(
                        "Bearer Token has expired",
                        ErrorDetails.NONE.withService(403, "AccessDeniedException", null));

        assertThat(proof().isOutdated(expired, NOW, new Cancellation())).isTrue();
        assertThat(proof().headers()).containsEntry("Authorization", "Bearer new-key");
    }

    @Test
    void whyThereAreNoNewOnesIsSaid() {
        var failing =
                new AwsAuthenticator(
                        new CredentialsProvider() {
                            private boolean refused;

                            @Override
                            public Credentials resolve() {
                                if (refused) {
                                    throw new CredentialsException(
                                            "sign in again", ErrorDetails.NONE);
                                }
                                return OLD;
                            }

                            @Override
                            public void refused(Credentials expired) {
                                refused = true;
                            }
                        },
                        stop -> Region.of("us-east-1"),
                        Clock.systemUTC());
        Authenticator.Proof proof =
                failing.prove(
                        Service.RUNTIME,
                        "POST",
                        URI.create("https://bedrock.test/"),
                        Map.of(),
                        new byte[0],
                        new Cancellation());

        assertThatThrownBy(() -> proof.isOutdated(refusal("ExpiredToken"), NOW, new Cancellation()))
                .hasMessage("sign in again");
    }

    @ParameterizedTest
    @ValueSource(longs = {600, -600, 241, -86_400})
    void aClockThatIsWrongIsCorrectedOnceForAllCalls(long seconds) {
        Instant there = NOW.plusSeconds(seconds);
        Authenticator.Proof first = proof();
        Authenticator.Proof second = proof();

        assertThat(
                        first.isOutdated(
                                refusal("InvalidSignatureException"), there, new Cancellation()))
                .isTrue();
        assertThat(second.isOutdated(refusal("RequestExpired"), there, new Cancellation()))
                .isTrue();
        Authenticator.Proof corrected = proof();

        String time = there.toString().replaceAll("[-:]", "");
        assertThat(signedAt(corrected)).isEqualTo(time);
        assertThat(
                        corrected.isOutdated(
                                refusal("InvalidSignatureException"), there, new Cancellation()))
                .isFalse();
        assertThat(stock.refusals).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 60, -60, 240, -240})
    void aClockThatIsNearlyRightIsNotTheReason(long seconds) {
        Instant there = NOW.plus(Duration.ofSeconds(seconds));

        assertThat(
                        proof().isOutdated(
                                        refusal("InvalidSignatureException"),
                                        there,
                                        new Cancellation()))
                .isFalse();
        assertThat(signedAt(proof())).isEqualTo("20261125T120000Z");
    }

    @Test
    void withoutTheServersTimeNothingIsCorrected() {
        assertThat(
                        proof().isOutdated(
                                        refusal("InvalidSignatureException"),
                                        null,
                                        new Cancellation()))
                .isFalse();
    }

    @Test
    void anApiKeyKnowsNoClock() {
        stock.current = Credentials.bearerToken("key");

        assertThat(
                        proof().isOutdated(
                                        refusal("InvalidSignatureException"),
                                        NOW.plusSeconds(900),
                                        new Cancellation()))
                .isFalse();
    }
}
