package dev.outcrop.it.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Certificates for servers on 127.0.0.1, of a CA that the system's trust store is made to trust:
 * TLS of the whole JVM is that of this test from then on.
 *
 * <p>{@code keys.p12} was made by the JDK's keytool: {@code ca}; {@code good}, {@code wronghost}
 * and {@code expired}, signed by it; {@code unknown}, signed by itself. They guard nothing.
 */
final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private Certificates() {}

    /** Listens on a free port of 127.0.0.1. */
    static ServerSocket listener(String certificate) throws Exception {
        KeyStore all = stored();
        trust(all);
        var keys = empty();
        keys.setKeyEntry(
                certificate,
                all.getKey(certificate, PASSWORD),
                PASSWORD,
                all.getCertificateChain(certificate));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static KeyStore stored() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Certificates.class.getResourceAsStream("keys.p12")) {
            keys.load(Objects.requireNonNull(in), PASSWORD);
        }
        return keys;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, PASSWORD);
        return keys;
    }

    private static synchronized void trust(KeyStore all)
            throws IOException, GeneralSecurityException {
        if (System.getProperty("javax.net.ssl.trustStore") != null) {
            return;
        }
        var trusted = empty();
        trusted.setCertificateEntry("ca", all.getCertificate("ca"));
        Path file = Files.createTempFile("trusted", ".p12");
        file.toFile().deleteOnExit();
        try (var out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD);
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", new String(PASSWORD));
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
    }
}
