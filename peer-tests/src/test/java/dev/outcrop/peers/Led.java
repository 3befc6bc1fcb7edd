package dev.outcrop.peers;

import dev.outcrop.local.LocalBedrock;

import java.util.List;
import java.util.Map;

/**
 * A local Bedrock, and this JVM led to it: what the environment lines of {@code outcrop local} do,
 * by the system properties that AWS's SDK reads as well. The clients are told nothing.
 */
record Led(LocalBedrock local) implements AutoCloseable {
    private static final List<String> NAMES =
            List.of(
                    "aws.endpointUrlBedrockRuntime",
                    "aws.accessKeyId",
                    "aws.secretAccessKey",
                    "aws.region");

    static Led start() {
        LocalBedrock local = LocalBedrock.start();
        System.getProperties()
                .putAll(
                        Map.of(
                                NAMES.get(0),
                                local.endpoint().toString(),
                                NAMES.get(1),
                                "local",
                                NAMES.get(2),
                                "local",
                                NAMES.get(3),
                                "us-east-1"));
        return new Led(local);
    }

    /** The smallest PNG there is: one pixel. */
    static String png() {
        return "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    }

    @Override
    public void close() {
        NAMES.forEach(System::clearProperty);
        local.close();
    }
}
