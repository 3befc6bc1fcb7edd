package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The columns of the terminal. */
public final class TerminalWidth {
    private static final int USUAL = 80;

    private TerminalWidth() {}

    /** Returns the columns that the environment or the terminal says, or else 80. */
    public static int columns(ProcessContext stage) {
        Integer said = number(stage.env().get("COLUMNS"));
        if (said == null && stage.stdio().inIsTerminal()) {
            said = ofStty();
        }
        return said == null || said == 0 ? USUAL : said;
    }

    /** The JDK cannot tell; the system's tool prints rows and columns. */
    private static @Nullable Integer ofStty() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
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
