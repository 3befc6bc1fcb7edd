package dev.outcrop.it.faults;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates for servers on 127.0.0.1, of a CA that the system's trust store is made to trust:
 * TLS of the whole JVM is that of this test from then on.
 *
 * <p>{@code keys.p12} was made by the JDK's keytool: {@code ca}; {@code good}, {@code wronghost}
 * and {@code expired}, signed by it; {@code unknown}, signed by itself. They guard nothing.
 */
public final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static @Nullable KeyStore stored;

    private Certificates() {}

    /** Listens on a free port of 127.0.0.1. */
    static ServerSocket listener(String certificate) throws Exception {
        KeyStore all = stored();
        trust(all);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys(all, certificate), PASSWORD);
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls.getServerSocketFactory()
                .createServerSocket(0, 500, InetAddress.getLoopbackAddress());
    }

    /** Listens for clients that have a certificate of the CA. */
    static ServerSocket listenerForClients(String certificate) throws Exception {
        KeyStore all = stored();
        var tls = SSLContext.getInstance("TLS");
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trustStore("ca"));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys(all, certificate), PASSWORD);
        tls.init(managers.getKeyManagers(), trusted.getTrustManagers(), null);
        var listener =
                (SSLServerSocket)
                        tls.getServerSocketFactory()
                                .createServerSocket(0, 500, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        return listener;
    }

    /** Trusts that certificate alone. */
    static KeyStore trustStore(String certificate) throws Exception {
        var trusted = empty();
        trusted.setCertificateEntry(certificate, stored().getCertificate(certificate));
        return trusted;
    }

    /** Has that certificate with its key. */
    static KeyStore keys(String certificate) throws Exception {
        return keys(stored(), certificate);
    }

    static char[] password() {
        return PASSWORD.clone();
    }

    /** Certificates in a file, in PEM, with words between them. */
    static Path pem(Path folder, String... certificates) throws Exception {
        var text = new StringBuilder("Certificates of a test\n");
        for (String certificate : certificates) {
            byte[] der = stored().getCertificate(certificate).getEncoded();
            text.append("\n0 ").append(certificate).append("\n-----BEGIN CERTIFICATE-----\n");
            text.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
            text.append("\n-----END CERTIFICATE-----\n");
        }
        return Files.writeString(folder.resolve("ca.pem"), text);
    }

    private static KeyStore keys(KeyStore all, String certificate) throws Exception {
        var keys = empty();
        keys.setKeyEntry(
                certificate,
                all.getKey(certificate, PASSWORD),
                PASSWORD,
                all.getCertificateChain(certificate));
        return keys;
    }

    /** Read once, because deriving the key of the file takes long. Nobody changes it. */
    private static synchronized KeyStore stored() throws IOException, GeneralSecurityException {
        KeyStore keys = stored;
        if (keys == null) {
            keys = read();
            stored = keys;
        }
        return keys;
    }

    private static KeyStore read() throws IOException, GeneralSecurityException {
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

    /**
     * Trusts the CA in this JVM. To be called before the JVM's own TLS context is made, as AWS's
     * clients do, which keeps what it trusts.
     */
    public static void trust() throws Exception {
        trust(stored());
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
