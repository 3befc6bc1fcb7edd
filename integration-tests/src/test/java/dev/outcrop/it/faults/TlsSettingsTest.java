package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Environment;
import dev.outcrop.error.ConnectionException;
import dev.outcrop.policy.Tls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom we trust and who we are, by whichever way it is said. */
class TlsSettingsTest {
    @TempDir Path folder;

    /** Its certificate is of no CA that the system knows. */
    private static FaultServer unknown() throws Exception {
        return server(Certificates.listener("unknown"));
    }

    private static FaultServer server(ServerSocket listener) {
        return new FaultServer(
                listener,
                "https",
                (number, connection) -> {
                    connection.request();
                    connection.stream(Answers.goodBytes());
                });
    }

    private Environment environment(Map<String, String> variables) {
        return Environment.of(variables, folder, Clock.systemUTC());
    }

    @Test
    void aTrustStoreTakesThePlaceOfTheSystems() throws Exception {
        try (var server = unknown();
                var good = server(Certificates.listener("good"));
                var trial = new Trial();
                var other = new Trial()) {
            var tls = Tls.trusting(Certificates.trustStore("unknown"));
            trial.at(server).tls(tls).stream().answered("Good.").sent(1);
            other.at(good).tls(tls).stream()
                    .failed(ConnectionException.class)
                    .saying("no secure connection")
                    .tried(1);
        }
    }

    @Test
    void aCaBundleGivenInCodeIsRead() throws Exception {
        Path bundle = Certificates.pem(folder, "ca", "unknown");
        try (var server = unknown();
                var good = server(Certificates.listener("good"));
                var trial = new Trial();
                var other = new Trial()) {
            trial.at(server).tls(Tls.trusting(bundle)).stream().answered("Good.");
            other.at(good).tls(Tls.trusting(bundle)).stream().answered("Good.");
        }
    }

    @Test
    void theBundleOfTheVariableIsRead() throws Exception {
        Path bundle = Certificates.pem(folder, "unknown");
        try (var server = unknown();
                var trial = new Trial()) {
            trial.environment(environment(Map.of("AWS_CA_BUNDLE", bundle.toString())));
            trial.at(server).stream().answered("Good.");
        }
    }

    @Test
    void theBundleOfTheProfileIsRead() throws Exception {
        Certificates.pem(folder, "unknown");
        Files.createDirectories(folder.resolve(".aws"));
        Files.writeString(folder.resolve(".aws/config"), "[default]\nca_bundle = ~/ca.pem\n");
        try (var server = unknown();
                var trial = new Trial()) {
            trial.environment(environment(Map.of())).at(server).stream().answered("Good.");
        }
    }

    @Test
    void aBundleThatCannotBeReadIsNamed() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate\n");
        Path damaged =
                Files.writeString(
                        folder.resolve("damaged.pem"),
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        for (Path bundle : List.of(folder.resolve("missing.pem"), broken, damaged)) {
            try (var server = unknown();
                    var trial = new Trial()) {
                trial.environment(environment(Map.of("AWS_CA_BUNDLE", bundle.toString())));
                trial.at(server).stream()
                        .failed(ConnectionException.class)
                        .saying(bundle.getFileName().toString())
                        .saying("AWS_CA_BUNDLE")
                        .retryable(false)
                        .withNothing()
                        .tried(1);
                assertThat(server.requests()).isZero();
            }
        }
    }

    @Test
    void aBundleIsNotReadForPlainHttp() {
        try (var trial = new Trial()) {
            trial.environment(environment(Map.of("AWS_CA_BUNDLE", "missing.pem")));
            trial.stream(Answers.good()).answered("Good.").sent(1);
        }
    }

    @Test
    void aServerThatAsksGetsOurCertificate() throws Exception {
        try (var server = server(Certificates.listenerForClients("good"));
                var trial = new Trial();
                var nobody = new Trial()) {
            var tls = Tls.trusting(Certificates.trustStore("ca"));
            var keys = Certificates.keys("wronghost");
            trial.at(server).tls(tls.withKeys(keys, Certificates.password())).stream()
                    .answered("Good.")
                    .sent(1);
            nobody.at(server).tls(tls).retries(Trial.RETRIES.withAttempts(1)).stream()
                    .failed(ConnectionException.class);
            assertThat(server.requests()).isEqualTo(1);
            assertThatThrownBy(() -> tls.withKeys(keys, new char[0]).context())
                    .isInstanceOf(ConnectionException.class);
        }
    }

    @Test
    void aContextIsTakenAsItIs() throws Exception {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(Certificates.trustStore("ca"));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(Certificates.keys("wronghost"), Certificates.password());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        try (var server = server(Certificates.listenerForClients("good"));
                var trial = new Trial()) {
            trial.at(server).tls(Tls.of(context)).stream().answered("Good.");
            assertThat(Tls.of(context).toString()).isEqualTo("Tls[a context]");
        }
    }
}
