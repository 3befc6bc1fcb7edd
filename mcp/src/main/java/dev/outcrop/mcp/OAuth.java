package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gets access tokens by OAuth 2.1: finds the authorization server, asks a person for consent, and
 * renews tokens that have expired. With PKCE (S256), resource indicators and a check of the issuer.
 * Safe for any number of threads: one of them asks, the others wait.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization">Authorization</a>
 */
public final class OAuth implements Authorization {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Consent consent;
    private final TokenStore store;
    private final @Nullable String clientId;
    private final Tls tls;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();

    private OAuth(Consent consent, TokenStore store, @Nullable String clientId, Tls tls) {
        this.consent = consent;
        this.store = store;
        this.clientId = clientId;
        this.tls = tls;
    }

    /** Returns an authorization that asks for consent, and keeps tokens in memory. */
    public static OAuth with(Consent consent) {
        return new OAuth(Objects.requireNonNull(consent), TokenStore.inMemory(), null, Tls.DEFAULT);
    }

    /** Returns this authorization with another place for tokens. */
    public OAuth store(TokenStore store) {
        return new OAuth(consent, Objects.requireNonNull(store), clientId, Tls.DEFAULT);
    }

    /**
     * Returns this authorization with the id of a client that is registered, or the https address
     * of its metadata document. By default the program registers itself with the authorization
     * server.
     */
    public OAuth clientId(String clientId) {
        return new OAuth(consent, store, Objects.requireNonNull(clientId), Tls.DEFAULT);
    }

    @Override
    public @Nullable String token(URI server, @Nullable String challenge)
            throws InterruptedException {
        if (challenge == null) {
            return kept(server).string("access_token");
        }
        Json.Obj refused = kept(server);
        lock.lockInterruptibly();
        try {
            Json.Obj now = kept(server);
            if (!now.equals(refused)) {
                return now.string("access_token"); // another thread got one meanwhile
            }
            return renewed(server, Challenge.of(challenge), now);
        } finally {
            lock.unlock();
        }
    }

    private Json.Obj kept(URI server) {
        String text = store.load(server);
        try {
            return text != null && Json.parse(text) instanceof Json.Obj json ? json : Json.EMPTY;
        } catch (JsonException e) {
            return Json.EMPTY;
        }
    }

    private @Nullable String renewed(URI server, Challenge challenge, Json.Obj old)
            throws InterruptedException {
        OAuthHttp http = OAuthHttp.of(server, tls);
        OAuthServer authority = OAuthServer.discover(server, challenge, http);
        // Tokens and clients of one authorization server are never shown to another one.
        Json.Obj known = authority.issuer().equals(old.string("issuer")) ? old : Json.EMPTY;
        String refresh = known.string("refresh_token");
        if (refresh != null && challenge.scope() == null) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("grant_type", "refresh_token");
            fields.put("refresh_token", refresh);
            fields.put("client_id", String.valueOf(known.string("client_id")));
            fields.put("resource", authority.resource());
            OAuthHttp.Answer answer = http.form(authority.endpoint("token_endpoint"), fields);
            if (answer.json().string("access_token") != null) {
                return keep(
                        server,
                        authority,
                        String.valueOf(known.string("client_id")),
                        answer,
                        refresh);
            }
        }
        return asked(server, authority, known, http);
    }

    private @Nullable String asked(
            URI server, OAuthServer authority, Json.Obj known, OAuthHttp http)
            throws InterruptedException {
        String client = client(authority, known, http);
        String verifier = BASE64.encodeToString(bytes(32));
        String state = BASE64.encodeToString(bytes(16));
        String redirect = consent.redirectUri().toString();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("response_type", "code");
        fields.put("client_id", client);
        fields.put("redirect_uri", redirect);
        fields.put("code_challenge", BASE64.encodeToString(sha256(verifier)));
        fields.put("code_challenge_method", "S256");
        fields.put("state", state);
        fields.put("resource", authority.resource());
        if (authority.scope() != null) {
            fields.put("scope", authority.scope());
        }
        URI page = authority.endpoint("authorization_endpoint");
        String separator = page.getRawQuery() == null ? "?" : "&";
        URI back = consent.ask(URI.create(page + separator + OAuthHttp.query(fields)));
        String code = code(back, state, authority);

        Map<String, String> exchange = new LinkedHashMap<>();
        exchange.put("grant_type", "authorization_code");
        exchange.put("code", code);
        exchange.put("redirect_uri", redirect);
        exchange.put("client_id", client);
        exchange.put("code_verifier", verifier);
        exchange.put("resource", authority.resource());
        OAuthHttp.Answer answer = http.form(authority.endpoint("token_endpoint"), exchange);
        if (answer.json().string("access_token") == null) {
            throw new McpException(
                    "the authorization server gave no token: "
                            + Texts.line(String.valueOf(answer.json().string("error")), 100)
                            + " (HTTP status "
                            + answer.status()
                            + ")",
                    null);
        }
        return keep(server, authority, client, answer, null);
    }

    private @Nullable String keep(
            URI server,
            OAuthServer authority,
            String client,
            OAuthHttp.Answer answer,
            @Nullable String refresh) {
        String token = answer.json().string("access_token");
        String next = answer.json().string("refresh_token");
        Json.Obj kept =
                Json.EMPTY
                        .with("issuer", Json.of(authority.issuer()))
                        .with("client_id", Json.of(client))
                        .with("access_token", Json.of(token));
        if (next != null || refresh != null) {
            kept = kept.with("refresh_token", Json.of(next == null ? refresh : next));
        }
        store.save(server, kept.toString());
        return token;
    }

    /** As RFC 9207 demands: the response counts only if it is from the server that was asked. */
    private static String code(URI back, String state, OAuthServer authority) {
        Map<String, String> fields = new HashMap<>();
        for (String field : String.valueOf(back.getRawQuery()).split("&", -1)) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        String issuer = fields.get("iss");
        boolean required = authority.says("authorization_response_iss_parameter_supported");
        if (!state.equals(fields.get("state"))
                || (issuer != null && !issuer.equals(authority.issuer()))
                || (issuer == null && required)) {
            throw new McpException(
                    "the browser came back from another authorization than was asked for", null);
        }
        String code = fields.get("code");
        if (code == null) {
            throw new McpException(
                    "the authorization was refused: "
                            + Texts.line(String.valueOf(fields.get("error")), 100),
                    null);
        }
        return code;
    }

    private String client(OAuthServer authority, Json.Obj known, OAuthHttp http)
            throws InterruptedException {
        if (clientId != null) {
            return clientId;
        }
        String registered = known.string("client_id");
        if (registered != null) {
            return registered;
        }
        if (authority.metadata().string("registration_endpoint") == null) {
            throw new McpException(
                    "the authorization server "
                            + Texts.line(authority.issuer(), 200)
                            + " does not register programs by itself; register one, and set clientId(…)",
                    null);
        }
        Json.Obj registration =
                Json.EMPTY
                        .with("client_name", Json.of("Outcrop"))
                        .with("application_type", Json.of("native"))
                        .with(
                                "redirect_uris",
                                Json.array(Json.of(consent.redirectUri().toString())))
                        .with(
                                "grant_types",
                                Json.array(Json.of("authorization_code"), Json.of("refresh_token")))
                        .with("response_types", Json.array(Json.of("code")))
                        .with("token_endpoint_auth_method", Json.of("none"));
        OAuthHttp.Answer answer =
                http.json(authority.endpoint("registration_endpoint"), registration);
        String id = answer.json().string("client_id");
        if (id == null) {
            throw new McpException(
                    "the authorization server did not register this program (HTTP status "
                            + answer.status()
                            + ")",
                    null);
        }
        return id;
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java platform has it
        }
    }

    @Override
    public String toString() {
        return "OAuth[]";
    }
}
