package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** OAuth with a server that demands what OAuth 2.1 and the specification of MCP do. */
@Timeout(60)
class OAuthTest {
    private final List<String> refusals = new ArrayList<>();
    private RawHttpServer server;
    private String origin;
    private String issuer;
    private String issuerInDocument;
    private String resource;
    private String valid = "none";
    private String challenge = "";
    private int granted;
    private boolean refreshWorks = true;

    @BeforeEach
    void start() throws IOException {
        server = new RawHttpServer(this::answer);
        origin = server.uri().toString().replace("/mcp", "");
        issuer = origin;
        resource = origin + "/mcp";
        issuerInDocument = issuer;
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        assertThat(refusals).isEmpty();
    }

    private void answer(RawHttpServer.Request request, OutputStream out) throws IOException {
        String path = String.valueOf(request.headers().get(":path"));
        switch (path) {
            case "/mcp" -> mcp(request, out);
            case "/.well-known/oauth-protected-resource/mcp" ->
                    RawHttpServer.json(
                            out,
                            200,
                            Json.EMPTY
                                    .with("resource", Json.of(resource))
                                    .with("authorization_servers", Json.array(Json.of(issuer)))
                                    .with("scopes_supported", Json.array(Json.of("tools"))));
            case "/.well-known/oauth-authorization-server" ->
                    RawHttpServer.json(
                            out,
                            200,
                            Json.EMPTY
                                    .with("issuer", Json.of(issuerInDocument))
                                    .with("authorization_endpoint", Json.of(origin + "/authorize"))
                                    .with("token_endpoint", Json.of(origin + "/token"))
                                    .with("registration_endpoint", Json.of(origin + "/register"))
                                    .with(
                                            "authorization_response_iss_parameter_supported",
                                            Json.of(true))
                                    .with(
                                            "code_challenge_methods_supported",
                                            Json.array(Json.of("S256"))));
            case "/register" ->
                    RawHttpServer.json(out, 201, Json.EMPTY.with("client_id", Json.of("c-1")));
            case "/token" -> token(fields(request.body()), out);
            default -> RawHttpServer.respond(out, 404, "text/plain", "");
        }
    }

    private void mcp(RawHttpServer.Request request, OutputStream out) throws IOException {
        if (!("Bearer " + valid).equals(request.headers().get("authorization"))) {
            RawHttpServer.respond(
                    out, 401, "text/plain", "", "WWW-Authenticate: Bearer" + challenge);
            return;
        }
        Json.Obj result =
                Json.EMPTY
                        .with("supportedVersions", Json.array(Json.of(Era.STATELESS)))
                        .with("capabilities", Json.EMPTY);
        RawHttpServer.json(out, 200, JsonRpc.result(request.id(), result));
    }

    private String codeChallenge = "";

    private void token(Map<String, String> fields, OutputStream out) throws IOException {
        if ("refresh_token".equals(fields.get("grant_type"))) {
            if (!refreshWorks) {
                RawHttpServer.json(out, 400, Json.EMPTY.with("error", Json.of("invalid_grant")));
                return;
            }
            expect("refresh-" + granted, fields.get("refresh_token"));
        } else {
            expect("the-code", fields.get("code"));
            expect(codeChallenge, s256(fields.get("code_verifier")));
        }
        expect("c-1", fields.get("client_id"));
        expect(origin + "/mcp", fields.get("resource"));
        granted++;
        valid = "token-" + granted;
        RawHttpServer.json(
                out,
                200,
                Json.EMPTY
                        .with("access_token", Json.of(valid))
                        .with("token_type", Json.of("Bearer"))
                        .with("refresh_token", Json.of("refresh-" + granted)));
    }

    private void expect(String expected, @Nullable String actual) {
        if (!expected.equals(actual)) {
            refusals.add(actual + " is not " + expected);
        }
    }

    private static String s256(@Nullable String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(String.valueOf(verifier).getBytes(US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String query) {
        var fields = new HashMap<String, String>();
        for (String field : query.split("&", -1)) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return fields;
    }

    /** A person who allows it in a browser. */
    private class Allows implements Consent {
        private final List<String> pages = new ArrayList<>();
        private int asked;
        private String iss = issuer;
        private @Nullable String state;

        @Override
        public URI redirectUri() {
            return URI.create("http://127.0.0.1:9/callback");
        }

        @Override
        public URI ask(URI authorization) {
            asked++;
            pages.add(authorization.toString());
            Map<String, String> fields = fields(authorization.getRawQuery());
            expect("code", fields.get("response_type"));
            expect("S256", fields.get("code_challenge_method"));
            expect(origin + "/mcp", fields.get("resource"));
            expect("tools", fields.get("scope"));
            codeChallenge = String.valueOf(fields.get("code_challenge"));
            String back = state == null ? fields.get("state") : state;
            return URI.create(redirectUri() + "?code=the-code&state=" + back + "&iss=" + iss);
        }
    }

    @Test
    void aPersonIsAskedOnceAndTokensAreRenewed() {
        var consent = new Allows();
        OAuth oauth = OAuth.with(consent);
        try (McpClient client = Mcp.http(server.uri()).authorization(oauth).open()) {
            assertThat(consent.asked).isEqualTo(1);
            valid = "expired";
            client.request("server/discover", Json.EMPTY);
            assertThat(consent.asked).isEqualTo(1);
            assertThat(valid).isEqualTo("token-2");
            valid = "expired";
            refreshWorks = false;
            client.request("server/discover", Json.EMPTY);
            assertThat(consent.asked).isEqualTo(2);
        }
        assertThat(oauth.toString()).doesNotContain("token");
    }

    @Test
    void theScopeOfTheChallengeIsAskedFor() {
        challenge =
                " error=\"x\", scope=\"tools\", resource_metadata=\""
                        + origin
                        + "/.well-known/oauth-protected-resource/mcp\"";
        Mcp.http(server.uri()).authorization(OAuth.with(new Allows())).open().close();
    }

    @Test
    void anAnswerOfAnotherIssuerIsRefused() {
        var consent = new Allows();
        consent.iss = "https://evil.example";
        assertRefused(consent, "another authorization than was asked for");
    }

    @Test
    void anAnswerWithAnotherStateIsRefused() {
        var consent = new Allows();
        consent.state = "guessed";
        assertRefused(consent, "another authorization than was asked for");
    }

    @Test
    void aDocumentOfAnotherIssuerIsRefused() {
        issuerInDocument = "https://honest.example";
        assertRefused(new Allows(), "has another issuer");
    }

    @Test
    void anAuthorizationServerWithoutTlsIsRefused() {
        issuer = "http://evil.example";
        assertRefused(new Allows(), "must start with https://");
    }

    @ParameterizedTest
    @CsvSource({
        "http:, not an address",
        "http://, not an address",
        "http:/, is for another resource",
        "http://127.0.0.1, is for another resource",
        "ORIGIN/mc, is for another resource",
        "x:y, is for another resource",
    })
    void aDocumentOfAnotherResourceIsRefused(String named, String message) {
        resource = named.replace("ORIGIN", origin);
        assertRefused(new Allows(), message);
    }

    @Test
    void aPasswordInTheAddressStaysThere() {
        var consent = new Allows();
        URI withPassword = URI.create(server.uri().toString().replace("//", "//me:secret@"));
        Mcp.http(withPassword).authorization(OAuth.with(consent)).open().close();

        assertThat(consent.pages).hasSize(1).allMatch(page -> !page.contains("secret"));
        assertThat(server.requests)
                .noneMatch(request -> request.body().contains("secret"))
                .noneMatch(
                        request ->
                                String.valueOf(request.headers().get(":path")).contains("secret"));
    }

    @Test
    void scopesOfAnyLengthAreNotAskedFor() {
        challenge = " scope=\"" + "x".repeat(3_000) + "\"";
        assertRefused(new Allows(), "too long");
    }

    private void assertRefused(Consent consent, String message) {
        McpBuilder client = Mcp.http(server.uri()).authorization(OAuth.with(consent));
        assertThatThrownBy(client::open)
                .isInstanceOf(McpException.class)
                .hasMessageContaining(message);
        assertThat(granted).isZero();
    }
}
