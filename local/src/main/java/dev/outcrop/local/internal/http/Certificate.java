package dev.outcrop.local.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Objects;

/** A certificate with its key. */
public final class Certificate {
    private static final String TEST_KEYS = "test-certificate.p12";
    private static final char[] TEST_PASSWORD = "not-a-secret".toCharArray();

    private final KeyStore keys;
    private final char[] password;

    public Certificate(KeyStore keys, char[] password) {
        this.keys = keys;
        this.password = password.clone();
    }

    /**
     * Returns the certificate of localhost that is part of this library, with its key; only for
     * tests.
     */
    public static Certificate test() {
        try (InputStream in = Certificate.class.getResourceAsStream(TEST_KEYS)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(Objects.requireNonNull(in, TEST_KEYS), TEST_PASSWORD);
            return new Certificate(keys, TEST_PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the test certificate", e);
        }
    }

    KeyStore keys() {
        return keys;
    }

    String password() {
        return new String(password);
    }

    /** Returns the certificates without their keys, for clients to trust. */
    public KeyStore trust() {
        try {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            for (String alias : Collections.list(keys.aliases())) {
                trust.setCertificateEntry(alias, keys.getCertificate(alias));
            }
            return trust;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot copy the certificate", e);
        }
    }
}
