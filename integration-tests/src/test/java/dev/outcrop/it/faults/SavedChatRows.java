package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Rows 95 to 99 and 117: chats in files. */
final class SavedChatRows {
    private SavedChatRows() {}

    static List<Row> rows() {
        return List.of(
                new Row(95, "killed while it saves → the old file or the new one", t -> killed(t)),
                new Row(96, "a file that cannot be written → said, the chat goes on", t -> full(t)),
                new Row(97, "a file cut off anywhere → refused, was not changed", t -> cutOff(t)),
                new Row(98, "two that save to one file → one of both, whole", t -> two(t)),
                new Row(99, "a history that is refused → mended, done", SavedChatRows::poisoned),
                new Row(117, "a file that is no chat, or monstrous → refused", t -> hostile(t)));
    }

    private static Chat chat(Trial trial, String words) {
        Chat chat = trial.bedrock().chat(Trial.MODEL).open();
        chat.setTurns(List.of(Turn.of(Message.user(words)), Turn.of(Message.assistant(words))));
        return chat;
    }

    private static String words(Trial trial, Path file) {
        List<Turn> turns = trial.bedrock().load(file).open().turns();
        assertThat(turns).hasSize(2);
        assertThat(turns.get(0).text()).isEqualTo(turns.get(1).text());
        return turns.get(0).text();
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("chats");
    }

    /** Saves one chat and another in turn, until it is killed: see {@link #killed}. */
    public static void main(String[] args) {
        try (var trial = new Trial()) {
            var one = chat(trial, "one ".repeat(20_000));
            var other = chat(trial, "other ".repeat(20_000));
            while (true) {
                one.save(Path.of(args[0]));
                System.out.println("saved");
                other.save(Path.of(args[0]));
            }
        }
    }

    private static void killed(Trial trial) throws Exception {
        Path file = folder().resolve("chat.json");
        for (int k = 0; k < 4; k++) {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    SavedChatRows.class.getName(),
                                    file.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (var out = process.inputReader(StandardCharsets.UTF_8)) {
                for (int i = 0; i <= k * 3; i++) {
                    assertThat(out.readLine()).isEqualTo("saved");
                }
                process.destroyForcibly();
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(words(trial, file)).matches("(one ){20000}|(other ){20000}");
        }
    }

    private static void full(Trial trial) throws IOException {
        Chat chat = chat(trial, "Hello.");
        Path directory = Files.createDirectory(folder().resolve("chat.json"));
        Files.writeString(directory.resolve("other"), "of somebody else");
        for (Path file : List.of(directory, directory.resolve("missing/chat.json"))) {
            assertThatThrownBy(() -> chat.save(file)).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(directory).isDirectoryContaining("glob:**other");
        try (var left = Files.list(directory.getParent())) {
            assertThat(left).as("nothing half-written").containsExactly(directory);
        }
        assertThat(chat.ask("And now?").text()).isNotBlank();
    }

    private static void cutOff(Trial trial) throws IOException {
        Path file = folder().resolve("chat.json");
        chat(trial, "Hello.").save(file);
        byte[] whole = Files.readAllBytes(file);
        for (int k = 0; k < whole.length; k++) {
            byte[] part = Arrays.copyOf(whole, k);
            Files.write(file, part);
            assertThatThrownBy(() -> trial.bedrock().load(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was not changed");
            assertThat(file).hasBinaryContent(part);
        }
    }

    private static void two(Trial trial) throws Exception {
        Path file = folder().resolve("chat.json");
        Chat one = chat(trial, "one");
        Chat other = chat(trial, "other");
        one.save(file);
        var seen = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Chat chat : List.of(one, other)) {
                threads.execute(
                        () -> {
                            for (int i = 0; i < 50; i++) {
                                chat.save(file);
                                seen.add(words(trial, file));
                            }
                        });
            }
        }
        assertThat(seen).hasSize(100).allMatch(words -> words.matches("one|other"));
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    private static void poisoned(Trial trial) throws IOException {
        Chat chat = trial.bedrock().chat(Trial.MODEL).open();
        var blank = Content.text(" ");
        var open = new Content.ToolUse("t1", "weather", Json.EMPTY, null, Json.EMPTY);
        chat.setTurns(
                List.of(
                        Turn.of(Message.assistant("I speak first.")),
                        Turn.of(Message.user(blank, Content.text("Well?"))),
                        Turn.of(Message.assistant(blank, open))));
        Path file = folder().resolve("chat.json");
        chat.save(file);

        assertThat(trial.bedrock().load(file).open().ask("And now?").text()).isNotBlank();
    }

    private static void hostile(Trial trial) throws IOException {
        Path file = folder().resolve("chat.json");
        for (String text :
                List.of(
                        "",
                        "null",
                        "[]",
                        "{\"outcropChat\":99,\"modelId\":\"m\"}",
                        "{\"@class\":\"java.lang.Runtime\",\"modelId\":\"m\"}",
                        "{\"outcropChat\":1,\"modelId\":\"m\",\"turns\":" + "[".repeat(100_000),
                        "{\"outcropChat\":1,\"modelId\":\"m\",\"turns\":[1e999999]}",
                        "\u00ac\u00ed\u0000\u0005sr")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> trial.bedrock().load(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not a saved chat");
            assertThat(file).hasContent(text);
        }
    }
}
