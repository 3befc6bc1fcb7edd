package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.message.Message;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While a model is silent, the operating system asks whether the other end is still there. That it
 * is not cannot be made to happen on one machine without its firewall; that it asks, and how soon,
 * is what Linux says of each of its sockets.
 */
class KeepAliveTest {
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private static final int TICKS_OF_A_MINUTE = 60 * 100;

    @Test
    void aSilentConnectionIsProbedWithinAMinute() throws Exception {
        assumeTrue(Files.isReadable(TABLES.getFirst()), "the sockets cannot be seen");
        var asked = new CountDownLatch(1);
        try (var server =
                        new FaultServer(
                                (number, connection) -> {
                                    connection.request();
                                    asked.countDown();
                                    connection.awaitClose();
                                });
                var trial = new Trial()) {
            trial.at(server);
            var future = trial.bedrock().model(Trial.MODEL).invokeAsync(Message.user("Go on."));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            String timer = timer(server.endpoint().getPort());
            for (int i = 0; i < 2_000 && !"02".equals(kind(timer)); i++) {
                new CountDownLatch(1)
                        .await(1, TimeUnit.MILLISECONDS); // what was sent is acknowledged
                timer = timer(server.endpoint().getPort());
            }
            assertThat(kind(timer)).as("keep-alive timer of %s", timer).isEqualTo("02");
            assertThat(Integer.parseInt(String.valueOf(timer).substring(3), 16))
                    .as("ticks until the first probe")
                    .isBetween(1, TICKS_OF_A_MINUTE);
            future.cancel(true);
        }
    }

    private static @Nullable String kind(@Nullable String timer) {
        return timer == null ? null : timer.substring(0, 2);
    }

    /** The timer of the connection to that port, as {@code kind:ticks} in hexadecimal. */
    private static @Nullable String timer(int port) throws IOException {
        String remote = String.format(Locale.ROOT, ":%04X", port);
        var lines = new ArrayList<String>();
        for (Path table : TABLES) {
            if (Files.isReadable(table)) {
                lines.addAll(Files.readAllLines(table));
            }
        }
        for (String line : lines) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length > 5 && columns[2].endsWith(remote) && columns[3].equals("01")) {
                return columns[5];
            }
        }
        return null;
    }
}
