package dev.outcrop.local.internal.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Region;
import dev.outcrop.internal.aws.signing.RequestSigner;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Requests signed by the library's signer, let in and turned away. */
class RequestAuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-08-19T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final String BODY = "{\"messages\":[]}";
    private static final String PATH =
            "/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse";

    private Instant now = NOW;
    private final RequestAuthenticator authentication =
            new RequestAuthenticator(
                    List.of(
                            LocalCredentials.keys("AKIDEXAMPLE", "secret"),
                            LocalCredentials.temporaryKeys("ASIAEXAMPLE", "secret", "token", LATER),
                            LocalCredentials.bearer("api-key"),
                            LocalCredentials.bearer("short-term", LATER)),
                    () -> now);

    @ParameterizedTest
    @ValueSource(
            strings = {
                PATH,
                "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.amazon.nova-lite-v1%3A0/converse",
                "/foundation-models?byProvider=Amazon&byOutputModality=TEXT",
                "/inference-profiles?nextToken=a%2Fb%20c&maxResults=7"
            })
    void letsSignedRequestsIn(String target) {
        assertThatCode(() -> check(signed(target, "AKIDEXAMPLE", null))).doesNotThrowAnyException();
        assertThatCode(() -> check(signed(target, "ASIAEXAMPLE", "token")))
                .doesNotThrowAnyException();
    }

    @Test
    void showsTheCanonicalRequestWhereTheSignatureIsWrong() {
        IncomingRequest request = signed(PATH, "AKIDEXAMPLE", null, "wrong", "bedrock", NOW);

        refused(
                request,
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided.",
                "\n\nThe Canonical String for this request should have been\n'POST\n/model/us.anthropic.claude-haiku-4-5-20251001-v1%253A0/converse\n\n",
                "\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20260819T100000Z\n20260819/us-east-1/bedrock/aws4_request\n");
    }

    @Test
    void seesAChangedBody() {
        IncomingRequest request = signed(PATH, "AKIDEXAMPLE", null);
        var changed =
                new IncomingRequest(
                        request.method(),
                        request.path(),
                        request.protocol(),
                        request.headers(),
                        Bytes.of("{}"));

        refused(changed, "InvalidSignatureException", "'x-amz-content-sha256'");
    }

    @Test
    void seesAChangedHeader() {
        IncomingRequest request = signed(PATH, "AKIDEXAMPLE", null);
        var headers = new HashMap<>(request.headers());
        headers.put("content-type", List.of("text/plain"));

        refused(
                new IncomingRequest("POST", request.path(), "HTTP/1.1", headers, request.body()),
                "InvalidSignatureException",
                "content-type:text/plain");
    }

    @Test
    void takesTimesOfFiveMinutesAroundItsOwn() {
        for (int seconds : List.of(-300, 0, 300)) {
            assertThatCode(() -> check(signedAt(NOW.plusSeconds(seconds))))
                    .doesNotThrowAnyException();
        }
        refused(
                signedAt(NOW.minusSeconds(301)),
                "InvalidSignatureException",
                "Signature expired: 20260819T095459Z is now earlier than 20260819T095500Z"
                        + " (20260819T100000Z - 5 min.)");
        refused(
                signedAt(NOW.plusSeconds(301)),
                "InvalidSignatureException",
                "Signature not yet current: 20260819T100501Z is still later than 20260819T100500Z"
                        + " (20260819T100000Z + 5 min.)");
    }

    @Test
    void refusesTheScopeOfAnotherService() {
        refused(
                signed(PATH, "AKIDEXAMPLE", null, "secret", "bedrock-runtime", NOW),
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'bedrock'. ");
    }

    @Test
    void doesNotKnowOtherKeysAndTokens() {
        String message = "The security token included in the request is invalid.";

        refused(signed(PATH, "AKIDOTHER", null), "UnrecognizedClientException", message);
        refused(signed(PATH, "ASIAEXAMPLE", null), "UnrecognizedClientException", message);
        refused(signed(PATH, "ASIAEXAMPLE", "other"), "UnrecognizedClientException", message);
        refused(signed(PATH, "AKIDEXAMPLE", "token"), "UnrecognizedClientException", message);
    }

    @Test
    void temporaryKeysAndTokensEnd() {
        now = LATER.minusMillis(1);
        assertThatCode(() -> check(signed(PATH, "ASIAEXAMPLE", "token")))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(bearer("short-term"))).doesNotThrowAnyException();
        now = LATER;

        refused(
                signed(PATH, "ASIAEXAMPLE", "token"),
                "ExpiredTokenException",
                "The security token included in the request is expired");
        refused(bearer("short-term"), "AccessDeniedException", "Bearer Token has expired");
    }

    @Test
    void knowsItsBearerTokens() {
        assertThatCode(() -> check(bearer("api-key"))).doesNotThrowAnyException();
        refused(
                bearer("other"),
                "AccessDeniedException",
                "Authentication failed: Please make sure your API Key is valid.");
    }

    @Test
    void wantsToBeTold() {
        refused(with(Map.of()), "MissingAuthenticationTokenException", "Missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 ",
                "Basic YTpi",
                "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host",
                "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0"
            })
    void wantsAllOfASignature(String authorization) {
        refused(
                with(Map.of("authorization", List.of(authorization))),
                "IncompleteSignatureException",
                "");
    }

    @Test
    void tellsNoSecret() {
        assertThat(LocalCredentials.keys("id", "hidden")).asString().doesNotContain("hidden");
        assertThat(LocalCredentials.bearer("hidden")).asString().doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PATH,
                "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.amazon.nova-lite-v1%3A0/converse",
                "/foundation-models?byProvider=Amazon&byOutputModality=TEXT"
            })
    void signsAsAwssSignerDoes(String target) {
        IncomingRequest request = signed(target, "ASIAEXAMPLE", "token");
        Map<String, String> ours =
                SigV4Signing.headers(
                        request,
                        "127.0.0.1:8080",
                        new LocalCredentials.Keys("ASIAEXAMPLE", "secret", "token", null),
                        "us-east-1",
                        "bedrock",
                        NOW);

        assertThat(ours)
                .containsOnlyKeys(
                        "authorization",
                        "x-amz-content-sha256",
                        "x-amz-date",
                        "x-amz-security-token")
                .allSatisfy((name, value) -> assertThat(value).isEqualTo(request.header(name)));
    }

    private void check(IncomingRequest request) {
        authentication.check(request, "bedrock");
    }

    private void refused(IncomingRequest request, String type, String... parts) {
        assertThatThrownBy(() -> check(request))
                .isInstanceOfSatisfying(
                        ServiceError.class,
                        error -> {
                            assertThat(error.type()).isEqualTo(type);
                            assertThat(error.status()).isEqualTo(403);
                        })
                .hasMessageContainingAll(parts);
    }

    private static IncomingRequest signedAt(Instant time) {
        return signed(PATH, "AKIDEXAMPLE", null, "secret", "bedrock", time);
    }

    private static IncomingRequest signed(String target, String id, @Nullable String token) {
        return signed(target, id, token, "secret", "bedrock", NOW);
    }

    private static IncomingRequest signed(
            String target,
            String id,
            @Nullable String token,
            String secret,
            String service,
            Instant time) {
        URI uri = URI.create("http://127.0.0.1:8080" + target);
        var given = new HashMap<>(Map.of("Content-Type", "application/json"));
        given.putAll(
                new RequestSigner(Clock.fixed(time, ZoneOffset.UTC))
                        .sign(
                                "POST",
                                uri,
                                given,
                                BODY.getBytes(StandardCharsets.UTF_8),
                                new Credentials.AccessKeys(id, secret, token, null, "test"),
                                Region.of("us-east-1"),
                                service,
                                Duration.ZERO));
        var headers = new HashMap<String, List<String>>();
        given.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        headers.put("host", List.of("127.0.0.1:8080"));
        String query = uri.getRawQuery();
        return new IncomingRequest(
                "POST",
                uri.getRawPath(),
                query == null ? "" : query,
                "HTTP/1.1",
                headers,
                Bytes.of(BODY));
    }

    private static IncomingRequest bearer(String token) {
        return with(Map.of("authorization", List.of("Bearer " + token)));
    }

    private static IncomingRequest with(Map<String, List<String>> headers) {
        return new IncomingRequest("POST", PATH, "HTTP/1.1", headers, Bytes.of(BODY));
    }
}
