package dev.outcrop.error;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Changes the texts of an exception, its causes and its suppressed exceptions. An exception of
 * another library whose text changes becomes a {@link Quoted}.
 */
@SuppressWarnings("ReferenceEquality") // whether an exception is the same object
record ChangedTexts(UnaryOperator<String> change) {
    /** A longer chain of causes is treated as a cycle. */
    private static final int DEEPEST = 50;

    BedrockException of(BedrockException e, int depth) {
        String what = change.apply(e.what());
        ErrorDetails details = details(e.details());
        Throwable cause = any(e.getCause(), depth + 1);
        Throwable[] suppressed = suppressed(e, depth);
        if (what.equals(e.what())
                && details.equals(e.details())
                && cause == e.getCause()
                && Arrays.equals(suppressed, e.getSuppressed())) {
            return e;
        }
        return placed(e.with(what, details, cause), e, suppressed);
    }

    private ErrorDetails details(ErrorDetails details) {
        return details.withService(
                        details.status(), changed(details.code()), changed(details.requestId()))
                .withRemedy(changed(details.remedy()));
    }

    private @Nullable String changed(@Nullable String text) {
        return text == null ? null : change.apply(text);
    }

    private @Nullable Throwable any(@Nullable Throwable e, int depth) {
        if (e == null || depth > DEEPEST) {
            return null;
        }
        return e instanceof BedrockException ours ? of(ours, depth) : other(e, depth);
    }

    private Throwable other(Throwable e, int depth) {
        String text = text(e);
        String changed = change.apply(text);
        Throwable cause = any(e.getCause(), depth + 1);
        Throwable[] suppressed = suppressed(e, depth);
        boolean same =
                changed.equals(text)
                        && cause == e.getCause()
                        && Arrays.equals(suppressed, e.getSuppressed());
        return same ? e : placed(new Quoted(changed, cause), e, suppressed);
    }

    /** The text of an exception in a stack trace. */
    private static String text(Throwable e) {
        try {
            return String.valueOf(e);
        } catch (RuntimeException broken) {
            return e.getClass().getName();
        }
    }

    private Throwable[] suppressed(Throwable e, int depth) {
        Throwable[] all = e.getSuppressed();
        for (int i = 0; i < all.length; i++) {
            Throwable changed = any(all[i], depth + 1);
            all[i] = changed == null ? new Quoted("too deep", null) : changed;
        }
        return all;
    }

    private static <T extends Throwable> T placed(T copy, Throwable e, Throwable[] suppressed) {
        copy.setStackTrace(e.getStackTrace());
        for (Throwable one : suppressed) {
            copy.addSuppressed(one);
        }
        return copy;
    }

    /** Replaces an exception whose text had to be changed; it shows the original class. */
    @SuppressWarnings("OverrideThrowableToString") // its own class would hide the original
    private static final class Quoted extends Exception {
        private static final long serialVersionUID = 1L;

        Quoted(String text, @Nullable Throwable cause) {
            super(text, cause);
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
