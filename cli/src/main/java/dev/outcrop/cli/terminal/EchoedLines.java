package dev.outcrop.cli.terminal;

import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/**
 * Questions typed at a terminal without abilities, which shows and edits the line itself. Ctrl-C
 * stops the current call; without one, it ends the process.
 */
final class EchoedLines implements InputLines {
    private final ProcessContext stage;
    private final PipedLines lines;
    private final Object handler;

    EchoedLines(ProcessContext stage) {
        this.stage = stage;
        this.lines = new PipedLines(stage.stdio().in());
        this.handler = Signals.register("INT", this::interrupt);
    }

    private void interrupt() {
        if (!stage.interrupts().interrupt()) {
            System.exit(ExitCode.INTERRUPTED.number());
        }
    }

    @Override
    public @Nullable String next() {
        print("> ");
        return lines.next();
    }

    @Override
    public @Nullable String ask(String question) {
        print(question);
        return lines.line();
    }

    /** Shows the whole list. */
    @Override
    public @Nullable String choose(String title, List<ListItem> choices) {
        var list = new ChoiceList(choices);
        print(TerminalText.harmless(list.text()) + "\n");
        String answer = ask(title + "number, words, or Enter for none: ");
        return answer == null || answer.isBlank() ? null : list.result(answer);
    }

    private void print(String text) {
        stage.stdio().out().print(text);
        stage.stdio().out().flush();
    }

    @Override
    public <T> T outside(Supplier<T> action) {
        return action.get();
    }

    @Override
    public boolean typed() {
        return true;
    }

    @Override
    public void close() {
        Signals.unregister("INT", handler);
    }
}
