package dev.outcrop.cli.terminal;

import org.jline.keymap.KeyMap;
import org.jline.reader.Completer;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Questions typed at a prompt, with editing, history and completion. Uses JLine. */
public final class TypedLines implements InputLines {
    private static final String BLOCK = "\"\"\"";
    private static final String DUMB = Terminal.TYPE_DUMB;
    private static final String NEW_LINE = "outcrop-new-line";
    private static final String SUSPEND = "outcrop-suspend";
    private static final String CTRL_J = "\n";
    private static final String CTRL_Z = "\032";

    private final Interrupts interrupts;
    private final Terminal terminal;
    private final Attributes original;
    private final LineReader reader;
    private final boolean color;
    private final Thread ending;
    private volatile boolean editing;

    private TypedLines(
            ProcessContext stage,
            Terminal terminal,
            @Nullable Path history,
            Completer completer,
            boolean color) {
        this.interrupts = stage.interrupts();
        this.ending = new Thread(() -> leaveLine(stage.stdio().out()));
        this.terminal = terminal;
        this.color = color;
        this.original = terminal.getAttributes();
        LineReaderBuilder builder =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("outcrop")
                        .parser(new BlockParser())
                        .completer(completer)
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, ". ")
                        // A question may contain an exclamation mark, which must not refer to the
                        // history.
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.INSERT_TAB, false)
                        .option(LineReader.Option.HISTORY_INCREMENTAL, true);
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        this.reader = builder.build();
        bind(NEW_LINE, this::newLine, KeyMap.alt('\n'), KeyMap.alt('\r'), CTRL_J);
        bind(SUSPEND, this::suspend, CTRL_Z);
        terminal.handle(Terminal.Signal.CONT, signal -> keepTyping());
        keepTyping();
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /** A signal ends the process: what is printed next begins on a line of its own. */
    private void leaveLine(PrintStream out) {
        if (editing) {
            out.print(LineReaderImpl.BRACKETED_PASTE_OFF + "\n");
        }
    }

    /**
     * Opens the process's terminal; Ctrl-C stops the current call. Without abilities, such as with
     * TERM=dumb, a terminal echoes and edits the lines itself.
     *
     * @param history file of earlier questions; null for none
     */
    public static InputLines open(
            ProcessContext stage, boolean color, @Nullable Path history, Completer completer) {
        if (DUMB.equals(stage.env().get("TERM"))) {
            return new EchoedLines(stage);
        }
        Interrupts interrupts = stage.interrupts();
        try {
            Terminal terminal =
                    TerminalBuilder.builder()
                            .system(true)
                            // The other provider needs half a second to load.
                            .providers("jni,exec")
                            // Avoids querying the terminal's capabilities and waiting for a
                            // response.
                            .graphemeCluster(false)
                            .signalHandler(Terminal.SignalHandler.SIG_DFL)
                            .build();
            if (terminal.getType().startsWith(DUMB)) {
                terminal.close();
                return new EchoedLines(stage);
            }
            Sized size = terminal.getSize();
            if (size.getColumns() == 0 || size.getRows() == 0) {
                // Some pseudo-terminals do not report their size.
                int columns = size.getColumns() == 0 ? 80 : size.getColumns();
                Sized usual = Size.of(columns, size.getRows() == 0 ? 24 : size.getRows());
                terminal.setSize(usual);
            }
            terminal.handle(Terminal.Signal.INT, signal -> interrupts.interrupt());
            return new TypedLines(stage, terminal, history, completer, color);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void bind(String name, Widget widget, CharSequence... keys) {
        reader.getWidgets().put(name, widget);
        Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN))
                .bind(new Reference(name), keys);
    }

    /** Ctrl-J and Alt-Enter break the line; Enter sends it. */
    private boolean newLine() {
        reader.getBuffer().write("\n");
        return true;
    }

    /** The terminal does not send the signal itself while a line is edited. */
    private boolean suspend() {
        Attributes whileEditing = terminal.getAttributes();
        terminal.setAttributes(original);
        terminal.writer().print(LineReaderImpl.BRACKETED_PASTE_OFF + "\n");
        terminal.flush();
        try {
            new ProcessBuilder("sh", "-c", "kill -s TSTP 0").inheritIO().start().waitFor();
        } catch (IOException e) {
            // Without a shell to return to, the line stays as it is.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.setAttributes(whileEditing);
        terminal.writer().print(LineReaderImpl.BRACKETED_PASTE_ON);
        reader.callWidget(LineReader.REDRAW_LINE);
        reader.callWidget(LineReader.REDISPLAY);
        return true;
    }

    /**
     * What is typed during an answer is not echoed into it, and is kept for the next prompt, with
     * Enter as Enter.
     */
    private void keepTyping() {
        Attributes quiet = new Attributes(original);
        quiet.setInputFlag(Attributes.InputFlag.ICRNL, false);
        quiet.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        terminal.setAttributes(quiet);
    }

    /** Returns the columns of the terminal, which may have changed. */
    public int columns() {
        try {
            return terminal.getSize().getColumns();
        } catch (IllegalStateException e) {
            return 0; // the process ends, and JLine has closed it
        }
    }

    /** A first Ctrl-C clears the line; a second one, on an empty line, ends the input. */
    @Override
    public @Nullable String next() {
        String prompt = color ? "\033[1m> \033[0m" : "> ";
        boolean leaving = false;
        while (true) {
            try {
                return edited(prompt);
            } catch (EndOfFileException e) {
                return null;
            } catch (UserInterruptException e) {
                if (leaving && e.getPartialLine().isEmpty()) {
                    return null;
                }
                leaving = true;
                terminal.writer().println("To quit, press Ctrl-C again or Ctrl-D, or type /quit.");
                terminal.flush();
            }
        }
    }

    private String edited(String prompt) {
        editing = true;
        try {
            return reader.readLine(prompt);
        } finally {
            editing = false;
        }
    }

    /** The answer is not kept in the history of questions. Ctrl-C also stops the current call. */
    @Override
    public @Nullable String ask(String question) {
        boolean keeps = !Boolean.TRUE.equals(reader.getVariable(LineReader.DISABLE_HISTORY));
        try {
            reader.setVariable(LineReader.DISABLE_HISTORY, true);
            return edited(question);
        } catch (EndOfFileException e) {
            return null;
        } catch (UserInterruptException e) {
            interrupts.interrupt();
            return null;
        } finally {
            if (keeps) {
                reader.setVariable(LineReader.DISABLE_HISTORY, false);
            }
        }
    }

    @Override
    public @Nullable String choose(String title, List<ListItem> choices) {
        return new ListPrompt(terminal, color, title, choices).answer();
    }

    @Override
    public <T> T outside(Supplier<T> action) {
        terminal.setAttributes(original);
        try {
            return action.get();
        } finally {
            keepTyping();
        }
    }

    @Override
    public boolean typed() {
        return true;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            return; // the process ends, and JLine restores the terminal
        }
        try {
            terminal.setAttributes(original);
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for more lines until a text that begins with three quotes is closed. */
    private static final class BlockParser extends DefaultParser {
        BlockParser() {
            setQuoteChars(new char[0]);
            setEscapeChars(new char[0]);
        }

        @Override
        public ParsedLine parse(String line, int cursor, Parser.ParseContext context) {
            boolean accepts = context == Parser.ParseContext.ACCEPT_LINE;
            String text = line.strip();
            boolean closed = text.length() >= 2 * BLOCK.length() && text.endsWith(BLOCK);
            if (accepts && text.startsWith(BLOCK) && !closed) {
                throw new EOFError(-1, -1, "not closed");
            }
            return super.parse(line, cursor, context);
        }
    }
}
