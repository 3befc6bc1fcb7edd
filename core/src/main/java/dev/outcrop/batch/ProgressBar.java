package dev.outcrop.batch;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.io.PrintStream;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes the progress of a batch as one line, which a terminal shows in place of the last one. */
final class ProgressBar implements Consumer<Batch.Progress> {
    private static final int WIDTH = 20;
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration NEXT_LINE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private @Nullable Duration shown;
    private int length;

    ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static ProgressBar ofProcess() {
        return new ProgressBar(System.err, isTerminal(System.console()));
    }

    /** From Java 22 on there may be a console without a terminal; it reports that itself. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before Java 22, only a terminal has a console
        }
    }

    @Override
    public void accept(Batch.Progress progress) {
        boolean last = progress.done() + progress.failed() == progress.total();
        Duration pause = terminal ? REDRAW : NEXT_LINE;
        Duration before = shown == null ? Duration.ZERO : shown;
        boolean soon =
                (terminal && shown == null)
                        || !progress.elapsed().minus(before).minus(pause).isNegative();
        if (!last && !soon) {
            return;
        }
        shown = progress.elapsed();
        String line = line(progress);
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, length - line.length())));
            length = line.length();
            if (last) {
                out.println();
            }
        } else {
            out.println(line);
        }
        out.flush();
    }

    static String line(Batch.Progress progress) {
        long ended = progress.done() + progress.failed();
        var line = new StringBuilder();
        if (progress.total() > 0) {
            int filled = (int) (ended * WIDTH / progress.total());
            line.append('[')
                    .append("#".repeat(filled))
                    .append(".".repeat(WIDTH - filled))
                    .append("] ")
                    .append(ended)
                    .append('/')
                    .append(progress.total());
        } else {
            line.append(ended).append(" done");
        }
        if (progress.failed() > 0) {
            line.append(", ").append(progress.failed()).append(" failed");
        }
        line.append(String.format(Locale.ROOT, ", %.0f/min", progress.perMinute()));
        if (progress.total() > ended) {
            line.append(", ").append(text(progress.remaining())).append(" left");
        } else {
            line.append(", ").append(text(progress.elapsed()));
        }
        return line.append(", ").append(cost(progress)).toString();
    }

    private static String cost(Batch.Progress progress) {
        var usd = progress.cost().usd();
        String known =
                usd.signum() == 0 || usd.doubleValue() >= 1
                        ? usd.setScale(2, RoundingMode.HALF_UP).toPlainString()
                        : usd.round(new java.math.MathContext(2)).toPlainString();
        return known + (progress.cost().isKnown() ? " USD" : " USD + unknown");
    }

    private static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
