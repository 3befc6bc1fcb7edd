package dev.outcrop.cli.terminal;

import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/** The columns of the terminal. */
public final class TerminalWidth {
    private static final int USUAL = 80;
    private static final File TERMINAL = new File("/dev/tty");

    private TerminalWidth() {}

    /** Returns the columns that the environment or the terminal says, or else 80. */
    public static int columns(ProcessContext stage) {
        Integer said = number(stage.env().get("COLUMNS"));
        if (said == null && isTerminal(stage.stdio())) {
            said = ofStty(stage.stdio().inIsTerminal());
        }
        return said == null || said == 0 ? USUAL : said;
    }

    /**
     * Returns the columns each time they are asked for. A tool of the system has to be run to know
     * them, so they are kept until the system says that the terminal was resized. For one thread.
     */
    public static IntSupplier following(ProcessContext stage) {
        var resized = new AtomicBoolean(true);
        int[] known = {USUAL};
        boolean[] follows = {false};
        return () -> {
            if (!follows[0]) {
                follows[0] = true;
                if (isTerminal(stage.stdio())) {
                    Signals.register("WINCH", () -> resized.set(true));
                }
            }
            if (resized.getAndSet(false)) {
                known[0] = columns(stage);
            }
            return known[0];
        };
    }

    private static boolean isTerminal(Stdio stdio) {
        return stdio.inIsTerminal() || stdio.outIsTerminal() || stdio.errIsTerminal();
    }

    /** The JDK cannot tell; the system's tool prints rows and columns of its stdin. */
    private static @Nullable Integer ofStty(boolean stdin) {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(
                                    stdin
                                            ? ProcessBuilder.Redirect.INHERIT
                                            : ProcessBuilder.Redirect.from(TERMINAL))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (InputStream out = stty.getInputStream()) {
                String[] size =
                        new String(out.readAllBytes(), StandardCharsets.US_ASCII)
                                .strip()
                                .split(" ", -1);
                return size.length == 2 ? number(size[1]) : null;
            }
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text != null && text.matches("\\d{1,5}") ? Integer.valueOf(text) : null;
    }
}
