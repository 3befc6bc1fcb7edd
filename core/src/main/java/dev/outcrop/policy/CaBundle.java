package dev.outcrop.policy;

import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.ErrorDetails;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.regex.Pattern;

/** A PEM file of certificates; text between them is ignored. */
final class CaBundle {
    private static final Pattern CERTIFICATE =
            Pattern.compile(
                    "-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]*-----END (?:TRUSTED"
                            + " )?CERTIFICATE-----");
    private static final int LIMIT = 16 << 20;

    private CaBundle() {}

    /**
     * Reads the file.
     *
     * @throws ConnectionException if there is no such file, or no certificate in it
     */
    static KeyStore read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(LIMIT), StandardCharsets.ISO_8859_1);
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var factory = CertificateFactory.getInstance("X.509");
            var found = CERTIFICATE.matcher(text);
            int count = 0;
            while (found.find()) {
                var pem =
                        new ByteArrayInputStream(
                                found.group().getBytes(StandardCharsets.ISO_8859_1));
                store.setCertificateEntry("ca" + count++, factory.generateCertificate(pem));
            }
            if (count == 0) {
                throw unusable(file, new IOException("it contains no certificate"));
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, e);
        }
    }

    private static ConnectionException unusable(Path file, Exception e) {
        return new ConnectionException(
                "could not read the CA bundle " + file + ": " + said(e),
                ErrorDetails.NONE.withRemedy(
                        "Check AWS_CA_BUNDLE, ca_bundle in the profile, or the path set in code."),
                e);
    }

    private static String said(Exception e) {
        return e instanceof IOException && e.getMessage() != null
                ? e.getClass() == IOException.class ? e.getMessage() : e.getClass().getSimpleName()
                : "it contains an invalid certificate";
    }
}
