package dev.outcrop.local.internal.inprocess;

import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.internal.client.OwnHttpClient;
import dev.outcrop.local.internal.cache.CachingEngine;
import dev.outcrop.local.internal.service.Service;
import dev.outcrop.local.internal.service.ServiceContext;
import dev.outcrop.local.rules.RuleEngine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/**
 * An emulator for one client in the same process. It answers as one that {@code
 * LocalBedrock.start()} starts, but has no port and needs no HTTP server, which takes most of the
 * time of a start.
 */
public final class InProcess {
    /** Shown by checks and errors; no name is looked up and no proxy is used for it. */
    private static final String URL = "http://in-process.localhost";

    private InProcess() {}

    /**
     * Makes the client send its calls to a new emulator, which is closed together with the client.
     *
     * @param client builds one client only; the caller sets the region
     */
    public static void connect(Bedrock.Builder client) {
        connect(client, service());
    }

    static void connect(Bedrock.Builder client, Service service) {
        client.baseUrl(URL)
                .credentials(
                        OwnHttpClient.of(
                                Credentials.accessKeys("local", "local"),
                                new InProcessHttpClient(service, InstantSource.system())));
    }

    private static Service service() {
        return new Service(
                new CachingEngine(new RuleEngine(), InstantSource.system()),
                new ServiceContext(new Random(), System::nanoTime, Duration.ZERO, Thread::sleep));
    }
}
