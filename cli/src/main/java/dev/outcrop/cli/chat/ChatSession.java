package dev.outcrop.cli.chat;

import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.terminal.ErrorReport;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.InputLines;
import dev.outcrop.cli.terminal.Interrupts;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.cli.terminal.UsageLine;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;

/** A conversation: questions to the model, and slash commands of the command itself. */
public final class ChatSession {
    private static final String HELP =
            """
            /help         list the commands
            /model ID     switch to another model
            /system TEXT  set the system prompt; without TEXT, remove it
            /retry        ask the last question again and replace its answer
            /clear        start a new conversation
            /usage        show token usage
            /quit         quit; Ctrl-D does the same
            //...         a question that begins with a slash
            Ctrl-C stops an answer and keeps the part received so far.\
            """;

    private final QuestionRunner asker;
    private final Interrupts interrupts;
    private final CurrentChat topic;
    private final ErrorReport report;
    private final PrintStream notes;
    private ExitCode metadata = ExitCode.OK;
    private @Nullable String unanswered;

    public ChatSession(
            ProcessContext stage, CallOptions options, CurrentChat topic, ErrorReport report) {
        this.asker = new QuestionRunner(stage, options);
        this.interrupts = stage.interrupts();
        this.topic = topic;
        this.report = report;
        this.notes = stage.stdio().err();
    }

    /** Continues until the lines end, or a question from a file or pipe fails. */
    public ExitCode hold(InputLines lines) {
        if (lines.typed()) {
            note(
                    "Chat with "
                            + topic.chat().model().id()
                            + ". /help lists the commands, Ctrl-D quits.");
        }
        String line = lines.next();
        while (line != null && !line.strip().equals("/quit")) {
            ExitCode code = heed(line);
            if (interrupts.isShutDown()) {
                return ExitCode.INTERRUPTED;
            }
            if (!lines.typed() && code != ExitCode.OK) {
                metadata = code;
                if (code != ExitCode.INCOMPLETE) {
                    return code;
                }
            }
            line = lines.next();
        }
        return metadata;
    }

    private ExitCode heed(String line) {
        String text = line.strip();
        if (text.isEmpty()) {
            return ExitCode.OK;
        }
        try {
            if (text.startsWith("//")) {
                return ask(text.substring(1));
            }
            return text.startsWith("/") ? obey(text) : ask(line);
        } catch (UsageException e) {
            report.print(e);
            return ExitCode.USAGE;
        }
    }

    private ExitCode obey(String command) {
        String[] words = command.split("\\s+", 2);
        String rest = words.length < 2 ? "" : words[1];
        switch (words[0]) {
            case "/help" -> note(HELP);
            case "/usage" -> note(UsageLine.tokens(topic.chat().usage()));
            case "/clear" -> {
                topic.clear();
                unanswered = null;
                note("Conversation cleared.");
            }
            case "/system" -> {
                topic.system(rest);
                note(rest.isEmpty() ? "System prompt removed." : "System prompt set.");
            }
            case "/model" -> {
                if (!rest.isEmpty()) {
                    topic.model(rest);
                }
                note("Model: " + topic.chat().model().id());
            }
            case "/retry" -> {
                return retry();
            }
            default -> throw new UsageException("Unknown command " + words[0] + ".", "/help");
        }
        return ExitCode.OK;
    }

    private ExitCode retry() {
        String question = unanswered == null ? topic.takeBack() : unanswered;
        if (question == null) {
            throw new UsageException("No question to repeat.", "/help");
        }
        return ask(question);
    }

    private ExitCode ask(String question) {
        int before = topic.chat().turns().size();
        try {
            asker.ask(topic.chat(), question).requireWhole();
            return ExitCode.OK;
        } catch (CancelledException e) {
            boolean kept = topic.chat().turns().size() > before;
            note(kept ? "Stopped. The partial answer stays in the history." : "Stopped.");
            return ExitCode.INTERRUPTED;
        } catch (BedrockException e) {
            report.print(e);
            return ExitCode.of(e);
        } finally {
            unanswered = topic.chat().turns().size() > before ? null : question;
        }
    }

    private void note(String text) {
        notes.println(TerminalText.harmless(text));
        notes.flush();
    }
}
