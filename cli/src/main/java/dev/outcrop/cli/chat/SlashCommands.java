package dev.outcrop.cli.chat;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.cli.attachment.Attachment;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.bedrock.ParamOptions;
import dev.outcrop.cli.history.StoredChat;
import dev.outcrop.cli.terminal.Editor;
import dev.outcrop.cli.terminal.FileErrors;
import dev.outcrop.cli.terminal.InputLines;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Prompt;
import dev.outcrop.cli.terminal.Similar;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.cli.terminal.UsageLine;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the commands of a conversation that ask the model nothing, or nothing that stays in it. */
final class SlashCommands {
    private static final int LONGEST_COPY = 100_000; // bytes, what terminals accept

    private final ProcessContext stage;
    private final CallOptions options;
    private final CurrentChat current;
    private final ChatLog log;
    private final List<Content> attached;
    private final Consumer<String> notes;

    SlashCommands(
            ProcessContext stage,
            CallOptions options,
            CurrentChat current,
            ChatLog log,
            List<Content> attached,
            Consumer<String> notes) {
        this.stage = stage;
        this.options = options;
        this.current = current;
        this.log = log;
        this.attached = attached;
        this.notes = notes;
    }

    /**
     * Runs a command.
     *
     * @throws UsageException if there is none with this name, or an argument is wrong
     */
    void run(String word, String rest, InputLines lines) {
        switch (word) {
            case "/help" -> notes.accept(SlashCommand.help());
            case "/usage", "/cost" -> cost();
            case "/clear", "/new" -> clear();
            case "/system" -> system(rest);
            case "/model" -> model(rest, lines);
            case "/set" -> set(rest);
            case "/think" -> think(rest);
            case "/attach" -> attach(rest);
            case "/tools" -> tools();
            case "/undo" -> undo(rest);
            case "/fork" -> {
                log.begin();
                notes.accept("Continuing in a copy; the original stays as it is.");
            }
            case "/compact" -> compact(rest);
            case "/save" -> save(file(rest, word));
            case "/load" -> load(rest, lines);
            case "/export" -> export(file(rest, word));
            case "/copy" -> copy();
            case "/tokens" -> tokens(rest);
            case "/dry" -> dry(rest);
            default -> {
                String like = Similar.to(word, SlashCommand.words());
                throw new UsageException(
                        "Unknown command " + word + ".", like == null ? "/help" : like);
            }
        }
    }

    private void cost() {
        Chat chat = current.chat();
        notes.accept(UsageLine.tokens(chat.usage()) + ", " + UsageLine.cost(chat.cost()));
    }

    private void clear() {
        current.clear();
        log.begin();
        notes.accept("Conversation cleared.");
    }

    private void system(String prompt) {
        current.system(prompt);
        notes.accept(prompt.isEmpty() ? "System prompt removed." : "System prompt set.");
    }

    private void model(String given, InputLines lines) {
        String chosen = given.isEmpty() && lines.typed() ? picked(lines) : given;
        if (!chosen.isEmpty()) {
            current.model(chosen);
        }
        notes.accept("Model: " + current.chat().model().id());
    }

    private String picked(InputLines lines) {
        String id = lines.choose("Model: ", ModelChoices.of(current.setup().connection()));
        return id == null ? "" : id;
    }

    private void set(String rest) {
        String[] words = rest.split("[\\s=]+", 2);
        if (words.length < 2) {
            throw new UsageException("/set needs a name and a value.", "/set temperature 0.2");
        }
        try {
            current.params(ParamOptions.with(current.setup().params(), words[0], words[1]));
        } catch (IllegalArgumentException e) {
            throw new UsageException("Invalid value: " + e.getMessage() + ".", "/set NAME VALUE");
        }
        notes.accept(words[0] + " = " + words[1]);
    }

    private void think(String level) {
        switch (level) {
            case "show", "hide" -> {
                options.output.hideThinking = level.equals("hide");
                notes.accept("Thinking is " + (level.equals("hide") ? "hidden." : "shown."));
            }
            case "last" -> {
                Turn turn = current.chat().lastTurn(Role.ASSISTANT);
                String thinking = turn == null ? "" : turn.reasoning();
                notes.accept(thinking.isEmpty() ? "No thinking." : thinking);
            }
            default -> {
                String effort = level.isEmpty() ? "medium" : level;
                current.params(ParamOptions.thinking(current.setup().params(), effort));
                notes.accept("Thinking: " + effort);
            }
        }
    }

    private void attach(String typed) {
        if (typed.isEmpty()) {
            notes.accept(
                    attached.size()
                            + (attached.size() == 1 ? " file" : " files")
                            + " for the next question.");
            return;
        }
        String name = typed;
        if (!typed.contains("://")) {
            Path file = TypedPath.file(typed, home(), "/attach");
            Prompt.requireNoKeys(file);
            name = file.toString();
        }
        attached.add(Attachment.of(name, null, InputStream.nullInputStream()));
        notes.accept("Attached to the next question: " + name);
    }

    private void tools() {
        List<String> names = current.setup().toolNames();
        notes.accept(
                names.isEmpty() ? "No tools. Start with --tool FILE." : String.join("\n", names));
    }

    private void undo(String rest) {
        if (!rest.isEmpty() && !rest.matches("[1-9]\\d{0,3}")) {
            throw new UsageException("/undo needs a number.", "/undo 2");
        }
        int times = rest.isEmpty() ? 1 : Integer.parseInt(rest);
        int removed = 0;
        List<Content> question = null;
        while (removed < times) {
            List<Content> one = current.takeBack();
            if (one == null) {
                break;
            }
            question = one;
            removed++;
        }
        if (question == null) {
            throw new UsageException("Nothing to undo.", "/help");
        }
        log.store(current.chat());
        notes.accept("Removed from: " + shortened(Content.text(question)));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > 60 ? line.substring(0, 59) + "…" : line;
    }

    /** The old conversation stays in the log. */
    private void compact(String rest) {
        if (!rest.matches("\\d{0,4}")) {
            throw new UsageException("/compact needs a number, or nothing.", "/compact 2");
        }
        int kept = rest.isEmpty() ? 0 : Integer.parseInt(rest);
        Chat copy = current.chat().fork();
        Optional<Reply> summary =
                stage.interrupts().during(() -> Optional.ofNullable(copy.compact(kept)));
        if (summary.isEmpty()) {
            throw new UsageException("Nothing to summarize.", "/help");
        }
        log.store(current.chat());
        log.begin();
        current.summarized(copy.turns());
        notes.accept("Replaced by a summary:\n" + summary.get().text());
    }

    private Path home() {
        return stage.environment().home();
    }

    private Path file(String rest, String word) {
        if (rest.isEmpty()) {
            throw new UsageException(word + " needs a file.", word + " chat.json");
        }
        return TypedPath.file(rest, home(), word);
    }

    private void save(Path file) {
        try {
            current.chat().save(file);
        } catch (UncheckedIOException e) {
            throw new UsageException(e.getMessage() + ".", "/save chat.json");
        }
        notes.accept("Saved to " + file);
    }

    private void load(String rest, InputLines lines) {
        if (rest.isEmpty()) {
            StoredChat stored = log.picked(lines);
            if (stored != null) {
                current.replace(current.setup().connection().stored(stored.chat()));
                log.begin(stored);
                loaded();
            }
            return;
        }
        Path file = file(rest, "/load");
        try {
            current.replace(current.setup().connection().load(file));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + ".", "/load chat.json");
        }
        log.begin();
        loaded();
    }

    private void loaded() {
        notes.accept(current.chat().turns().size() + " turns with " + current.chat().model().id());
    }

    private void export(Path file) {
        try {
            Files.writeString(file, current.chat().markdown());
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot write " + file + ": " + FileErrors.reason(e) + ".", "/export chat.md");
        }
        notes.accept("Written to " + file);
    }

    /** With the escape sequence of terminals for the clipboard, which also works over SSH. */
    private void copy() {
        Turn turn = current.chat().lastTurn(Role.ASSISTANT);
        if (turn == null) {
            throw new UsageException("No answer to copy.", "/help");
        }
        byte[] text = turn.text().getBytes(StandardCharsets.UTF_8);
        if (text.length > LONGEST_COPY) {
            throw new UsageException("The answer is too long to copy.", "/export FILE");
        }
        if (!stage.stdio().errIsTerminal()) {
            throw new UsageException("/copy needs a terminal.", "/export FILE");
        }
        String encoded = Base64.getEncoder().encodeToString(text);
        stage.stdio().err().print("\033]52;c;" + encoded + "\007");
        notes.accept("Copied, if the terminal permits it.");
    }

    private void tokens(String text) {
        Chat chat = current.chat();
        String question = text.isEmpty() ? "." : text;
        long count = stage.interrupts().during(() -> chat.countTokens(question));
        notes.accept(String.format(Locale.ROOT, "%,d tokens", count));
    }

    private void dry(String question) {
        if (question.isEmpty()) {
            throw new UsageException("/dry needs a question.", "/dry Why is the sky blue?");
        }
        notes.accept(new DryQuestion(stage, options, current).body(question));
    }

    /** Returns what was written in the editor; blank if nothing is to be sent. */
    String edited(String begun, InputLines lines) {
        String text = begun.isEmpty() ? lastQuestion() : begun;
        String written = lines.outside(() -> Editor.edit(text, stage));
        boolean same = written == null || (begun.isEmpty() && written.strip().equals(text.strip()));
        if (same || written.isBlank()) {
            notes.accept("Nothing was sent.");
            return "";
        }
        return written;
    }

    private String lastQuestion() {
        @Nullable Turn turn = current.chat().lastTurn(Role.USER);
        return turn == null ? "" : turn.text();
    }
}
