package dev.outcrop.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

class HistoryTest {
    private static final Instant TIME = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir Path home;

    private ProcessContext stage() {
        var nowhere = new PrintStream(PrintStream.nullOutputStream());
        return ProcessContext.of(
                Map.of("HOME", home.toString()),
                Stdio.of(InputStream.nullInputStream(), nowhere, nowhere));
    }

    private static Json.Obj turn(String role, Json... content) {
        return Json.EMPTY.with(
                "message",
                Json.EMPTY.with("role", Json.of(role)).with("content", Json.array(content)));
    }

    private static Json text(String text) {
        return Json.EMPTY.with("text", Json.of(text));
    }

    private static StoredChat chat(String id, int second, Json... turns) {
        Json.Obj json =
                Json.EMPTY
                        .with("outcropChat", Json.of(1L))
                        .with("modelId", Json.of("m"))
                        .with("turns", Json.array(turns));
        return new StoredChat(id, TIME, TIME.plusSeconds(second), "m", json, 10, 5, null);
    }

    @Test
    void returnsWhatWasStored() {
        StoredChat stored =
                chat("A", 1, turn("user", text("Why?")), turn("assistant", text("Because.")));
        try (History history = History.open(stage())) {
            history.save(stored);
            assertThat(history.load("A")).isEqualTo(stored);
            assertThat(history.load("B")).isNull();
        }
        try (History history = History.open(stage())) {
            assertThat(history.last()).isEqualTo(stored);
            assertThat(history.list(5)).hasSize(1).allMatch(e -> e.title().equals("Why?"));
        }
    }

    @Test
    void aNewerStateReplacesAnOlderOneButNotTheReverse() {
        StoredChat longer = chat("A", 2, turn("user", text("1")), turn("assistant", text("2")));
        StoredChat shorter = chat("A", 3, turn("user", text("other")));
        try (History history = History.open(stage())) {
            history.save(longer);
            history.save(chat("A", 1, turn("user", text("1"))));
            assertThat(history.load("A")).isEqualTo(longer);
            history.save(shorter);
            assertThat(history.load("A")).isEqualTo(shorter);
            assertThat(history.search("2", 5)).isEmpty();
        }
    }

    @Test
    void findsTheWordsOfTurns() {
        try (History history = History.open(stage())) {
            history.save(chat("A", 1, turn("user", text("Tell me of \"quoted\" foxes"))));
            history.save(chat("B", 2, turn("user", text("And of hounds OR foxes"))));

            assertThat(history.search("foxes", 5)).hasSize(2);
            assertThat(history.search("hounds foxes", 5)).hasSize(1);
            assertThat(history.search("\"quoted\" -x* OR (", 5)).isEmpty();
            assertThat(history.search("\"quoted\"", 5)).hasSize(1);
            assertThat(history.delete("A")).isTrue();
            assertThat(history.delete("A")).isFalse();
            assertThat(history.search("foxes", 5)).hasSize(1);
        }
    }

    @Test
    void anAttachmentIsStoredOnce() throws Exception {
        String bytes = "QUJD".repeat(50_000);
        Json image =
                Json.EMPTY.with(
                        "image",
                        Json.EMPTY.with("source", Json.EMPTY.with("bytes", Json.of(bytes))));
        StoredChat first = chat("A", 1, turn("user", text("x"), image));
        StoredChat second = chat("B", 2, turn("user", image, image));
        try (History history = History.open(stage())) {
            history.save(first);
            history.save(second);
            assertThat(history.load("A")).isEqualTo(first);
            history.delete("A");
            assertThat(history.load("B")).isEqualTo(second);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + History.file(stage()));
                var count =
                        connection
                                .createStatement()
                                .executeQuery("SELECT count(*) FROM attachments")) {
            assertThat(count.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsEntersTheHistoryOnce() throws Exception {
        var pending = new PendingChats(stage());
        pending.add(chat("A", 1, turn("user", text("one"))));
        pending.add(chat("A", 2, turn("user", text("two"))));
        Path folder = home.resolve(".local/share/outcrop/pending");
        Files.writeString(folder.resolve("3-broken.json"), "{");

        try (History history = History.open(stage())) {
            assertThat(history.list(5)).hasSize(1).allMatch(e -> e.title().equals("two"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).allMatch(file -> file.toString().endsWith(".broken")).hasSize(1);
        }
    }

    @Test
    void onlyTheOwnerCanReadIt() throws Exception {
        Path waiting = new PendingChats(stage()).add(chat("A", 1, turn("user", text("x"))));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(waiting)))
                .isEqualTo("rw-------");
        History.open(stage()).close();
        Path file = History.file(stage());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileOfANewerVersionIsRefused() throws Exception {
        History.open(stage()).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + History.file(stage()));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> History.open(stage()))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void severalWritersLoseNothing() throws Exception {
        int writers = 4;
        int chats = 50;
        List<Future<Void>> running = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            for (int w = 0; w < writers; w++) {
                String name = "W" + w;
                Callable<Void> work =
                        () -> {
                            try (History history = History.open(stage())) {
                                for (int i = 0; i < chats; i++) {
                                    history.save(
                                            chat(
                                                    name + "-" + i,
                                                    i,
                                                    turn("user", text("word")),
                                                    turn("assistant", text("word"))));
                                }
                            }
                            return null;
                        };
                running.add(threads.submit(work));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        }
        try (History history = History.open(stage())) {
            assertThat(history.list(10_000)).hasSize(writers * chats);
            assertThat(history.search("word", 10_000)).hasSize(2 * writers * chats);
        }
    }
}
