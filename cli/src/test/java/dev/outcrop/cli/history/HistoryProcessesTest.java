package dev.outcrop.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two processes that store conversations at the same time, as two terminals do. */
@Timeout(240)
@Tag("slow")
class HistoryProcessesTest {
    private static final int CHATS = 25;
    private static final int TURNS = 20;
    private static final Instant TIME = Instant.parse("2026-12-01T12:00:00Z");

    @TempDir Path home;

    @Test
    void aThousandTurnsOfTwoProcessesAreAllThere() throws Exception {
        var processes = new ArrayList<Process>();
        for (String name : List.of("A", "B")) {
            processes.add(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Writer.class.getName(),
                                    home.toString(),
                                    name)
                            .redirectErrorStream(true)
                            .start());
        }
        for (Process process : processes) {
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).isEmpty();
            assertThat(process.waitFor()).isZero();
        }

        try (History history = History.open(stage(home))) {
            assertThat(history.list(1_000)).hasSize(2 * CHATS);
            int turns = 0;
            for (History.Entry entry : history.list(1_000)) {
                StoredChat chat = history.load(entry.id());
                assertThat(chat).isNotNull();
                turns += chat == null ? 0 : chat.chat().array("turns").size();
            }
            assertThat(turns).isEqualTo(1_000);
            assertThat(history.search("word", 10_000)).hasSize(1_000);
        }
        try (Stream<Path> left = Files.list(home.resolve(".local/share/outcrop/pending"))) {
            assertThat(left).isEmpty();
        }
    }

    private static ProcessContext stage(Path home) {
        var nowhere = new PrintStream(PrintStream.nullOutputStream());
        return ProcessContext.of(
                Map.of("HOME", home.toString()),
                Stdio.of(InputStream.nullInputStream(), nowhere, nowhere));
    }

    /** Continues each conversation answer by answer, in turn with what waits of both processes. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            ProcessContext stage = stage(Path.of(args[0]));
            for (int chat = 0; chat < CHATS; chat++) {
                var turns = new ArrayList<Json>();
                for (int turn = 0; turn < TURNS; turn += 2) {
                    turns.add(turn("user", "word " + turn));
                    turns.add(turn("assistant", "word " + (turn + 1)));
                    String id = args[1] + String.format("%02d", chat);
                    new PendingChats(stage).add(stored(id, turn, turns));
                    if (turn % 6 == 0) {
                        History.open(stage).close();
                    }
                }
            }
        }

        private static StoredChat stored(String id, int second, List<Json> turns) {
            Json.Obj json =
                    Json.EMPTY
                            .with("outcropChat", Json.of(1L))
                            .with("modelId", Json.of("m"))
                            .with("turns", new Json.Arr(turns));
            return new StoredChat(id, TIME, TIME.plusSeconds(second), "m", json, 10, 5, null);
        }

        private static Json turn(String role, String text) {
            return Json.EMPTY.with(
                    "message",
                    Json.EMPTY
                            .with("role", Json.of(role))
                            .with("content", Json.array(Json.EMPTY.with("text", Json.of(text)))));
        }
    }
}
