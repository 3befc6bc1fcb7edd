package dev.outcrop.policy;

import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.ErrorDetails;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Trusted certificates and client certificate. Immutable; {@code toString} shows no key. Host names
 * in certificates are always checked.
 */
public final class Tls {
    /** The JVM's settings, {@code javax.net.ssl} properties included. */
    public static final Tls DEFAULT = new Tls(null, null, null, null, "as the system has it");

    private final @Nullable SSLContext given;
    private final @Nullable Path bundle;
    private final @Nullable KeyStore trusted;
    private final @Nullable Keys keys;
    private final String words;

    private record Keys(KeyStore store, String password) {
        @Override
        public String toString() {
            return "Keys";
        }
    }

    private Tls(
            @Nullable SSLContext given,
            @Nullable Path bundle,
            @Nullable KeyStore trusted,
            @Nullable Keys keys,
            String words) {
        this.given = given;
        this.bundle = bundle;
        this.trusted = trusted;
        this.keys = keys;
        this.words = words;
    }

    /** Returns the settings of the given context. */
    public static Tls of(SSLContext context) {
        return new Tls(Objects.requireNonNull(context, "context"), null, null, null, "a context");
    }

    /** Trusts only the certificates of a store. */
    public static Tls trusting(KeyStore store) {
        return new Tls(null, null, Objects.requireNonNull(store, "store"), null, "a trust store");
    }

    /**
     * Trusts only the certificates of a file, which is read for the first connection.
     *
     * @param caBundle certificates in PEM, one after the other
     */
    public static Tls trusting(Path caBundle) {
        return new Tls(null, caBundle, null, null, "the CA bundle " + caBundle);
    }

    /**
     * Returns these settings with a client certificate, for servers and proxies that require one.
     *
     * @throws IllegalStateException if a context was given, which has its own
     */
    public Tls withKeys(KeyStore store, char[] password) {
        if (given != null) {
            throw new IllegalStateException(
                    "withKeys does not apply to an SSLContext, which has its own keys");
        }
        return new Tls(null, bundle, trusted, new Keys(store, new String(password)), words);
    }

    /**
     * Returns the context to connect with; null for the system's own. Reads the CA bundle.
     *
     * @throws ConnectionException if a file or a store cannot be used
     */
    public @Nullable SSLContext context() {
        if (given != null || (bundle == null && trusted == null && keys == null)) {
            return given;
        }
        try {
            KeyStore roots = bundle == null ? trusted : CaBundle.read(bundle);
            var context = SSLContext.getInstance("TLS");
            context.init(managers(keys), roots == null ? null : managers(roots), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConnectionException(
                    "could not set up TLS: " + e.getMessage(),
                    ErrorDetails.NONE.withRemedy("Check the key store and its password."),
                    e);
        }
    }

    private static TrustManager[] managers(KeyStore roots) throws GeneralSecurityException {
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(roots);
        return managers.getTrustManagers();
    }

    private static javax.net.ssl.KeyManager @Nullable [] managers(@Nullable Keys keys)
            throws GeneralSecurityException {
        if (keys == null) {
            return null;
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys.store, keys.password.toCharArray());
        return managers.getKeyManagers();
    }

    @Override
    public String toString() {
        return "Tls[" + words + (keys == null ? "" : ", with keys") + "]";
    }
}
