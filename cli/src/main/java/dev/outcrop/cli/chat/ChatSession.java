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
            /help         this list
            /model ID     go on with another model
            /system TEXT  go on with another system prompt; without TEXT, with none
            /retry        ask the last question again, in place of its answer
            /clear        forget what was said
            /usage        the tokens so far
            /quit         leave; Ctrl-D does, too
            //...         a question that begins with a slash
            Ctrl-C stops an answer; what was said by then is kept.\
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
                            + ". /help lists commands, Ctrl-D leaves.");
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
                note("Nothing was said.");
            }
            case "/system" -> {
                topic.system(rest);
                note(rest.isEmpty() ? "No system prompt." : "The system prompt is set.");
            }
            case "/model" -> {
                if (!rest.isEmpty()) {
                    topic.model(rest);
                }
                note("The model is " + topic.chat().model().id() + ".");
            }
            case "/retry" -> {
                return retry();
            }
            default -> throw new UsageException("There is no command " + words[0] + ".", "/help");
        }
        return ExitCode.OK;
    }

    private ExitCode retry() {
        String question = unanswered == null ? topic.takeBack() : unanswered;
        if (question == null) {
            throw new UsageException("There is no question to ask again.", "/help");
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
            note(kept ? "Stopped. What was said is kept." : "Stopped.");
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
