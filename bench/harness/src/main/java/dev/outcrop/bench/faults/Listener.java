package dev.outcrop.bench.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The user of a client: passes on what it sees. Safe for several threads. */
public final class Listener {
    /** What {@link #delta} throws where a row is about that. */
    static final class CallbackFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        CallbackFailure() {
            super("thrown by the user's callback");
        }
    }

    private static final int CAUSES = 3;
    private static final int LENGTH = 110;

    private final int trial;
    private final int caller;
    private final boolean throwing;
    private final PrintStream out;
    private boolean thrown;

    Listener(int trial, int caller, boolean throwing, PrintStream out) {
        this.trial = trial;
        this.caller = caller;
        this.throwing = throwing;
        this.out = out;
    }

    public void delta(String text) {
        say(Signal.What.DELTA, text);
        if (throwing && first()) {
            throw new CallbackFailure();
        }
    }

    public void tool(String arguments) {
        say(Signal.What.TOOL, arguments);
    }

    /**
     * The answer is whole.
     *
     * @param text of the whole answer; null if there is none
     */
    public void completed(String text) {
        say(Signal.What.COMPLETED, text == null ? "" : text);
    }

    public void failed(Throwable failure) {
        say(Signal.What.FAILED, chain(failure));
    }

    public void cancelled() {
        say(Signal.What.CANCELLED, "");
    }

    public void note(String text) {
        say(Signal.What.NOTE, text);
    }

    void skipped(String why) {
        say(Signal.What.SKIPPED, why);
    }

    private synchronized boolean first() {
        boolean first = !thrown;
        thrown = true;
        return first;
    }

    private void say(Signal.What what, String text) {
        out.println(new Signal(trial, caller, what, text).line());
    }

    private static String chain(Throwable failure) {
        Throwable at = failure;
        while ((at instanceof CompletionException || at instanceof ExecutionException)
                && at.getCause() != null) {
            at = at.getCause();
        }
        var chain = new ArrayList<String>();
        while (at != null && chain.size() < CAUSES) {
            String said = String.valueOf(at.getMessage()).lines().findFirst().orElse("");
            chain.add(
                    at.getClass().getSimpleName()
                            + ": "
                            + said.substring(0, Math.min(LENGTH, said.length())));
            at = at.getCause();
        }
        return String.join(" <- ", chain);
    }
}
