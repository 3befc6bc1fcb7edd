package dev.outcrop.internal.transport;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.internal.aws.credentials.RefreshingCredentials;
import dev.outcrop.internal.aws.credentials.StoppableCredentials;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.server.ServerKey;
import dev.outcrop.internal.server.ServerRules;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sends the key of a server other than Bedrock. A key from a supplier is kept until the server
 * refuses it; all calls wait for a single one. Safe for any number of threads.
 */
public final class ServerAuthenticator implements Authenticator {
    private static final Proof NO_KEY = new KeyProof(Map.of(), List.of());

    private final ServerRules server;
    private final Environment environment;
    private final @Nullable StoppableCredentials supplied;

    /**
     * @param keys returns the key; null for the environment's
     */
    public ServerAuthenticator(
            ServerRules server, @Nullable Supplier<String> keys, Environment environment) {
        this.server = server;
        this.environment = environment;
        this.supplied =
                keys == null ? null : RefreshingCredentials.of(() -> supplied(keys), environment);
    }

    @Override
    public Proof prove(
            Service service,
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Cancellation cancellation) {
        if (supplied != null) {
            Credentials key = resolved(supplied, cancellation);
            return new SuppliedProof(supplied, key, proof(token(key)));
        }
        String key = ofEnvironment();
        return key == null ? NO_KEY : proof(key);
    }

    private KeyProof proof(String key) {
        return new KeyProof(server.key().headers(key), List.of(key));
    }

    private static String token(Credentials key) {
        return key instanceof Credentials.BearerToken bearer ? bearer.token() : "";
    }

    private static Credentials resolved(StoppableCredentials keys, Cancellation cancellation) {
        try {
            return keys.resolve(cancellation);
        } catch (TimedOutException e) {
            throw e.with(
                    e.details()
                            .withRemedy("The supplier of the key does not return. Check withKey."));
        }
    }

    private @Nullable String ofEnvironment() {
        ServerKey key = server.key();
        for (String name : key.variables()) {
            String value = environment.variable(name);
            if (value != null) {
                return token(checked(value, name));
            }
        }
        if (!key.required()) {
            return null;
        }
        String name = key.variables().isEmpty() ? "" : key.variables().getFirst();
        throw new CredentialsException(
                "There is no key for "
                        + server.name()
                        + (name.isEmpty()
                                ? "."
                                : ": " + environment.missing(name) + " is not set."),
                ErrorDetails.NONE.withRemedy(
                        (name.isEmpty() ? "Pass" : "Set " + name + ", or pass")
                                + " the key (in Java: withKey(…))."));
    }

    private static Credentials checked(String key, String source) {
        try {
            return new Credentials.BearerToken(key, null, source);
        } catch (IllegalArgumentException e) {
            throw new CredentialsException(
                    "The key from " + source + " cannot be sent: " + e.getMessage(),
                    ErrorDetails.NONE.withRemedy("Check the key."));
        }
    }

    private Credentials supplied(Supplier<String> keys) {
        String key;
        try {
            key = keys.get();
        } catch (BedrockException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed("threw " + e.getClass().getName(), e);
        }
        if (key == null) {
            throw failed("returned null", null);
        }
        return checked(key, "the supplier");
    }

    private CredentialsException failed(String what, @Nullable Throwable cause) {
        return new CredentialsException(
                "The supplier of the key for " + server.name() + " " + what + ".",
                ErrorDetails.NONE.withRemedy("Check what was passed to withKey."),
                cause);
    }

    @Override
    public String toString() {
        return "ServerAuthenticator[" + server.name() + "]"; // keys are secret
    }

    private record KeyProof(Map<String, String> headers, List<String> secrets) implements Proof {
        @Override
        public boolean isOutdated(
                BedrockException refusal, @Nullable Instant serverTime, Cancellation cancellation) {
            return false;
        }

        @Override
        public String toString() {
            return "KeyProof";
        }
    }

    private record SuppliedProof(StoppableCredentials keys, Credentials key, KeyProof sent)
            implements Proof {
        @Override
        public Map<String, String> headers() {
            return sent.headers();
        }

        @Override
        public List<String> secrets() {
            return sent.secrets();
        }

        /** False if the supplier returns the same key again. */
        @Override
        public boolean isOutdated(
                BedrockException refusal, @Nullable Instant serverTime, Cancellation cancellation) {
            int status = refusal.details().status();
            if (status != 401 && status != 403) {
                return false;
            }
            keys.refused(key);
            return !token(resolved(keys, cancellation)).equals(token(key));
        }

        @Override
        public String toString() {
            return "SuppliedProof";
        }
    }
}
