package dev.outcrop.cli.command;

import dev.outcrop.Chat;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.chat.ChatLog;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.ConfigEdit;
import dev.outcrop.cli.config.Setting;
import dev.outcrop.cli.history.History;
import dev.outcrop.cli.history.HistoryException;
import dev.outcrop.cli.history.StoredChat;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.FileErrors;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code outcrop log}: the stored conversations. */
@Command(
        name = "log",
        description = {
            "List, show, search, export and delete stored conversations.",
            "ID may be the beginning of an id; last means the newest conversation."
        },
        footer = {
            "",
            "Actions:",
            "  list              the newest conversations; the default",
            "  search WORDS      conversations that contain all words",
            "  show ID           a conversation as text",
            "  export ID FILE    write a conversation as JSON that /load reads",
            "  delete ID         remove a conversation",
            "  path              print the file of the history",
            "  off, on           stop or resume storing conversations"
        })
public final class LogCommand implements Callable<Integer> {
    private static final List<String> ACTIONS =
            List.of("list", "search", "show", "export", "delete", "path", "off", "on");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();

    @Option(
            names = {"-n", "--number"},
            paramLabel = "N",
            description = "How many conversations to list. Default: 20.")
    int number = 20;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    boolean json;

    @Parameters(paramLabel = "ACTION", arity = "0..*", description = "See below.")
    List<String> words = List.of();

    public LogCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var actions = new Actions("log", words);
        try {
            switch (actions.name("list")) {
                case "path" -> print(History.file(stage).toString());
                case "off", "on" -> {
                    String value = String.valueOf(words.getFirst().equals("on"));
                    ConfigEdit.set(Config.load(stage).file(), "", Setting.LOG.key(), value);
                    print("log = " + value);
                }
                case "list", "search", "show", "export", "delete" -> {
                    try (History history = History.open(stage)) {
                        run(actions, history);
                    }
                }
                default -> throw actions.unknown(ACTIONS);
            }
        } catch (HistoryException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e.remedy(), ExitCode.FAILED);
        }
        stage.stdio().out().flush();
        return ExitCode.OK.number();
    }

    private void run(Actions actions, History history) {
        switch (actions.name("list")) {
            case "search" -> {
                actions.argument(0, "WORDS");
                lines(history.search(actions.rest(0), number), "No conversation has all words.");
            }
            case "show" -> show(found(actions, history));
            case "export" -> export(found(actions, history), Path.of(actions.argument(1, "FILE")));
            case "delete" -> {
                String id = found(actions, history).id();
                history.delete(id);
                print("Deleted " + id);
            }
            default -> lines(history.list(number), "No conversation is stored.");
        }
    }

    private void lines(List<History.Entry> entries, String none) {
        entries.forEach(this::line);
        if (entries.isEmpty() && !json) {
            stage.stdio().err().println(none);
        }
    }

    private static StoredChat found(Actions actions, History history) {
        String id = actions.argument(0, "ID");
        StoredChat chat =
                id.equals("last") ? history.last() : history.load(ChatLog.whole(history, id));
        if (chat == null) {
            throw new UsageException("The history is empty.", "outcrop ask \"...\"");
        }
        return chat;
    }

    private void line(History.Entry entry) {
        if (json) {
            Json.Obj line =
                    Json.EMPTY
                            .with("id", Json.of(entry.id()))
                            .with("created", Json.of(entry.created().toString()))
                            .with("updated", Json.of(entry.updated().toString()))
                            .with("model", Json.of(entry.model()))
                            .with("title", Json.of(entry.title()))
                            .with("input", Json.of(entry.input()))
                            .with("output", Json.of(entry.output()))
                            .with(
                                    "cost_usd",
                                    entry.usd() == null ? Json.NULL : Json.from(entry.usd()));
            stage.stdio().out().print(line + "\n");
            return;
        }
        String text = entry.found().isEmpty() ? entry.title() : entry.found();
        print(
                String.format(
                        Locale.ROOT,
                        "%s  %s  %-40s  %s",
                        entry.id(),
                        TIME.format(entry.updated().atZone(ZoneId.systemDefault())),
                        entry.model(),
                        text.replaceAll("\\s+", " ")));
    }

    private void show(StoredChat stored) {
        if (json) {
            stage.stdio().out().print(stored.chat() + "\n");
            return;
        }
        // Reading the format needs no connection, so that an unused one is enough.
        var nowhere = new WhereOptions();
        nowhere.region = "us-east-1";
        try (BedrockConnection connection = BedrockConnection.open(nowhere, stage)) {
            Chat chat = connection.stored(stored.chat());
            stage.stdio().out().print(TerminalText.harmless(chat.text()) + "\n");
        }
    }

    private void export(StoredChat stored, Path file) {
        try {
            Files.writeString(file, stored.chat().toString());
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot write " + file + ": " + FileErrors.reason(e) + ".",
                    "outcrop log export ID chat.json");
        }
        print("Written to " + file);
    }

    private void print(String line) {
        stage.stdio().out().println(TerminalText.harmless(line));
    }
}
