package dev.outcrop.cli.terminal;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Lines typed at a prompt, with editing and a history in memory. Uses JLine. */
public final class TypedLines implements InputLines {
    private final Terminal terminal;
    private final LineReader reader;
    private final String prompt;

    private TypedLines(Terminal terminal, String prompt) {
        this.terminal = terminal;
        this.prompt = prompt;
        this.reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("outcrop")
                        // A question may contain an exclamation mark, which must not refer to the
                        // history.
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .build();
    }

    /** Opens the process's terminal; Ctrl-C stops the current call. */
    public static TypedLines open(Interrupts interrupts, boolean color) {
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
            if (terminal.getSize().getColumns() == 0) {
                // Some pseudo-terminals do not report their size.
                Sized usual = Size.of(80, 24);
                terminal.setSize(usual);
            }
            terminal.handle(Terminal.Signal.INT, signal -> interrupts.interrupt());
            return new TypedLines(terminal, color ? "\033[1m> \033[0m" : "> ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A first Ctrl-C clears the line; a second one, on an empty line, ends the input. */
    @Override
    public @Nullable String next() {
        boolean leaving = false;
        while (true) {
            try {
                return reader.readLine(prompt);
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

    @Override
    public boolean typed() {
        return true;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
