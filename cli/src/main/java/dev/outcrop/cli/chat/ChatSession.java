package dev.outcrop.cli.chat;

import dev.outcrop.Reply;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.output.AnswerOutput;
import dev.outcrop.cli.terminal.ErrorReport;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.InputLines;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.SignIn;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A conversation: questions to the model, and slash commands of the command itself. */
public final class ChatSession {
    private static final Set<String> LEAVING = Set.of("exit", "quit", "/quit", "/exit");
    private static final Set<String> REPLACING = Set.of("/clear", "/new", "/load");
    private static final String BLOCK = "\"\"\"";

    private final ProcessContext stage;
    private final CallOptions options;
    private final CurrentChat current;
    private final ChatLog log;
    private final ErrorReport report;
    private final Supplier<AnswerOutput> output;
    private final SlashCommands commands;
    private final boolean color;
    private final List<Content> attached = new ArrayList<>();
    private ExitCode last = ExitCode.OK;
    private @Nullable List<Content> unanswered;

    /**
     * @param output makes the output of the next answer
     * @param color whether notes are dimmed
     */
    public ChatSession(
            ProcessContext stage,
            CallOptions options,
            CurrentChat current,
            ChatLog log,
            ErrorReport report,
            Supplier<AnswerOutput> output,
            boolean color) {
        this.stage = stage;
        this.options = options;
        this.current = current;
        this.log = log;
        this.report = report;
        this.output = output;
        this.color = color;
        this.commands = new SlashCommands(stage, options, current, log, attached, this::note);
    }

    /** Continues until the lines end, or a question from a file or pipe fails. */
    public ExitCode hold(InputLines lines) {
        if (lines.typed()) {
            note("Chat with " + current.chat().model().id() + ". /help for help, Ctrl-D to quit.");
        }
        String line = lines.next();
        while (line != null && !LEAVING.contains(line.strip())) {
            ExitCode code = heed(line, lines);
            if (stage.interrupts().isShutDown()) {
                return ExitCode.INTERRUPTED;
            }
            if (code == ExitCode.LIMIT) {
                return code;
            }
            if (!lines.typed() && code != ExitCode.OK) {
                last = code;
                if (code != ExitCode.INCOMPLETE) {
                    return code;
                }
            }
            line = lines.next();
        }
        return last;
    }

    private ExitCode heed(String line, InputLines lines) {
        String text = line.strip();
        if (text.isEmpty()) {
            return ExitCode.OK;
        }
        try {
            if (text.startsWith("//")) {
                return ask(text.substring(1), lines);
            }
            if (text.startsWith(BLOCK)) {
                return ask(withoutMarks(text), lines);
            }
            return text.startsWith("/") ? obey(text, lines) : ask(line, lines);
        } catch (UsageException e) {
            report.print(e);
            return e.code();
        } catch (BedrockException e) {
            report.print(e);
            return ExitCode.of(e);
        }
    }

    private static String withoutMarks(String text) {
        String begun = text.substring(BLOCK.length());
        int end = begun.lastIndexOf(BLOCK);
        return (end < 0 ? begun : begun.substring(0, end)).strip();
    }

    private ExitCode obey(String command, InputLines lines) {
        String[] words = command.split("\\s+", 2);
        String rest = words.length < 2 ? "" : words[1];
        if (words[0].equals("/retry")) {
            return retry(lines);
        }
        if (words[0].equals("/edit")) {
            String written = commands.edited(rest, lines);
            return written.isBlank() ? ExitCode.OK : ask(written, lines);
        }
        if (REPLACING.contains(words[0])) {
            unanswered = null;
        }
        commands.run(words[0], rest, lines);
        return ExitCode.OK;
    }

    private ExitCode retry(InputLines lines) {
        List<Content> question = unanswered == null ? current.takeBack() : unanswered;
        if (question == null) {
            throw new UsageException("No question to repeat.", "/help");
        }
        return ask(question, lines);
    }

    private ExitCode ask(String question, InputLines lines) {
        if (question.isBlank()) {
            return ExitCode.OK;
        }
        var content = new ArrayList<>(attached);
        content.add(Content.text(question));
        attached.clear();
        return ask(content, lines);
    }

    private ExitCode ask(List<Content> question, InputLines lines) {
        requireMoney();
        int before = current.chat().turns().size();
        try {
            answer(question, lines);
            return ExitCode.OK;
        } catch (CancelledException e) {
            boolean kept = current.chat().turns().size() > before;
            note(kept ? "Stopped. The partial answer stays in the history." : "Stopped.");
            return ExitCode.INTERRUPTED;
        } catch (BedrockException e) {
            report.print(e);
            return ExitCode.of(e);
        } finally {
            unanswered = current.chat().turns().size() > before ? null : question;
            log.store(current.chat());
        }
    }

    private void answer(List<Content> question, InputLines lines) {
        try {
            answerOnce(question, lines);
        } catch (CredentialsException e) {
            if (!lines.typed() || !lines.outside(() -> SignIn.offer(e, stage))) {
                throw e;
            }
            answerOnce(question, lines);
        }
    }

    private void answerOnce(List<Content> question, InputLines lines) {
        var runner =
                new QuestionRunner(
                        stage,
                        current.setup().connection(),
                        !options.output.noStream,
                        options.output.usage);
        long start = System.nanoTime();
        Reply reply = runner.ask(current.chat(), question, output.get(), log.newId(), log.id());
        if (lines.typed() && !options.output.usage) {
            String model = current.chat().model().id();
            dim(ChatFooter.of(reply, model, (System.nanoTime() - start) / 1_000_000));
        }
        reply.requireWhole();
    }

    private void requireMoney() {
        BigDecimal most = options.limits.maxCost();
        if (most != null && current.chat().cost().usd().compareTo(most) >= 0) {
            throw new UsageException(
                    "The conversation has cost "
                            + current.chat().cost().usd().toPlainString()
                            + " USD, the limit of --max-cost.",
                    "use a larger --max-cost",
                    ExitCode.LIMIT);
        }
    }

    private void note(String text) {
        stage.stdio().err().println(TerminalText.harmless(text));
        stage.stdio().err().flush();
    }

    private void dim(String text) {
        String safe = TerminalText.harmless(text);
        stage.stdio().err().println(color ? "\033[2m" + safe + "\033[0m" : safe);
        stage.stdio().err().flush();
    }
}
