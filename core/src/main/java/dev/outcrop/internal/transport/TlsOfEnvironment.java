package dev.outcrop.internal.transport;

import dev.outcrop.aws.Environment;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.policy.Tls;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * TLS settings of {@code AWS_CA_BUNDLE} or the profile's {@code ca_bundle}, else the system's. The
 * file replaces the system's certificates, as in AWS's own tools.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html">General
 *     configuration settings</a>
 */
public final class TlsOfEnvironment implements Supplier<Tls> {
    private final SharedConfig config;

    public TlsOfEnvironment(SharedConfig config) {
        this.config = config;
    }

    @Override
    public Tls get() {
        Environment environment = config.environment();
        String variable = environment.variable("AWS_CA_BUNDLE");
        String bundle = variable != null ? variable : config.property("ca_bundle");
        if (bundle == null) {
            return Tls.DEFAULT;
        }
        return Tls.trusting(
                bundle.startsWith("~/")
                        ? environment.home().resolve(bundle.substring(2))
                        : Path.of(bundle));
    }
}
