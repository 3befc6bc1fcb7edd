package dev.outcrop.it.jobs;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.internal.client.CatalogInUse;
import dev.outcrop.internal.client.ClientAssembly;
import dev.outcrop.internal.client.ClientSettings;
import dev.outcrop.internal.client.UsageLedger;
import dev.outcrop.internal.s3.S3Access;
import dev.outcrop.policy.Retries;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A client of the library for S3 alone. */
final class S3Fixture implements AutoCloseable {
    private final ClientAssembly.Wired wired;

    private S3Fixture(ClientAssembly.Wired wired) {
        this.wired = wired;
    }

    static S3Fixture of(URI endpoint, Map<String, String> variables) {
        return of(endpoint, variables, () -> Credentials.accessKeys("AKIDEXAMPLE", "no-secret"));
    }

    static S3Fixture of(URI endpoint, Map<String, String> variables, CredentialsProvider keys) {
        var settings = new ClientSettings();
        settings.environment = Environment.of(variables, Clock.systemUTC());
        settings.region = "us-east-1";
        settings.baseUrl = endpoint.toString();
        settings.credentials = keys;
        settings.retries = Retries.DEFAULT.withBase(Duration.ZERO).withThrottleBase(Duration.ZERO);
        return new S3Fixture(
                ClientAssembly.of(
                        settings.options(null),
                        new UsageLedger(CatalogInUse.of(null, Clock.systemUTC()))));
    }

    S3Access s3() {
        return Objects.requireNonNull(wired.s3());
    }

    dev.outcrop.internal.call.CallExecutor calls() {
        return wired.calls();
    }

    @Override
    public void close() {
        wired.calls().close();
    }
}
