package dev.outcrop.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** An environment of its own for each test: no variable, home or clock of the machine. */
public final class MadeUp {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** Nothing listens there, so nothing is asked of the network. */
    private static final Map<String, String> OFFLINE = Map.of("AWS_EC2_METADATA_DISABLED", "true");

    private MadeUp() {}

    public static Environment environment(Path home, String... namesAndValues) {
        var variables = new HashMap<>(OFFLINE);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Environment.of(variables, home, CLOCK);
    }

    public static void file(Path home, String name, String text) throws IOException {
        Path path = home.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
