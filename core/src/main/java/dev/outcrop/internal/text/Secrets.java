package dev.outcrop.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes known secrets from text, in each form in which a server may quote them: unchanged, in
 * another case, in Base64, percent-encoded, escaped as in JSON or HTML, and truncated at either
 * end. Immutable.
 */
public final class Secrets {
    /** Replaces a secret. */
    public static final String MARK = "[secret]";

    /** Shorter values are not secrets, and removing them would damage other words. */
    public static final int SHORTEST = 6;

    /** A part of a secret that is at least this long is removed at any position. */
    private static final int LONG_PART = 12;

    /** The beginning of a secret is removed if it is this long and the text was cut after it. */
    private static final int SHORT_PART = 4;

    /** A part of {@link #LONG_PART} characters contains at least one whole piece of this size. */
    private static final int PIECE = 6;

    /** Shorter Base64 is not removed: it contains less than a secret. */
    private static final int SHORTEST_BASE64 = 8;

    /** How often text may be escaped: JSON in JSON in a URL. */
    private static final int LEVELS = 3;

    private final List<String> forms;

    private Secrets(Set<String> forms) {
        this.forms = List.copyOf(forms);
    }

    /**
     * Returns the remover of these secrets.
     *
     * @param values the secrets; those that are shorter than {@link #SHORTEST} are ignored
     */
    public static Secrets of(Collection<String> values) {
        Set<String> forms = new LinkedHashSet<>();
        for (String value : values) {
            if (value.length() >= SHORTEST) {
                forms.add(Unescaped.folded(value));
                addBase64(value.getBytes(UTF_8), forms);
            }
        }
        return new Secrets(forms);
    }

    /** The forms within the Base64 of a longer text, where a group may begin at any third byte. */
    private static void addBase64(byte[] value, Set<String> forms) {
        forms.add(Unescaped.folded(Base64.getEncoder().encodeToString(value)));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + value.length];
            System.arraycopy(value, 0, shifted, before, value.length);
            // Only whole groups: the first and the last one depend on the text around the secret.
            byte[] whole = Arrays.copyOf(shifted, shifted.length / 3 * 3);
            String text = Base64.getEncoder().encodeToString(whole).substring(before == 0 ? 0 : 4);
            if (text.length() >= SHORTEST_BASE64) {
                String form = Unescaped.folded(text);
                forms.add(form);
                forms.add(form.replace('+', '-').replace('/', '_'));
            }
        }
    }

    /** Returns the text without the secrets; the same object if it contains none. */
    public String removedFrom(String text) {
        if (forms.isEmpty() || text.length() < SHORT_PART) {
            return text;
        }
        var marks = new boolean[text.length()];
        boolean found = false;
        Unescaped view = Unescaped.of(text);
        for (int level = 0; view != null && level <= LEVELS; level++) {
            for (String form : forms) {
                found |= markParts(view, form, marks);
                found |= markCut(view, form, marks);
            }
            view = view.again();
        }
        return found ? without(text, marks) : text;
    }

    private static boolean markParts(Unescaped view, String form, boolean[] marks) {
        String text = view.text();
        boolean found = false;
        for (int piece = 0; piece + PIECE <= form.length(); piece += PIECE) {
            String part = form.substring(piece, piece + PIECE);
            for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
                int before = sameBefore(text, at, form, piece);
                int after = sameAfter(text, at + PIECE, form, piece + PIECE);
                if (before + PIECE + after >= Math.min(LONG_PART, form.length())) {
                    view.mark(at - before, at + PIECE + after, marks);
                    found = true;
                }
            }
        }
        return found;
    }

    private static int sameBefore(String text, int at, String form, int of) {
        int count = 0;
        while (count < at
                && count < of
                && text.charAt(at - count - 1) == form.charAt(of - count - 1)) {
            count++;
        }
        return count;
    }

    private static int sameAfter(String text, int at, String form, int of) {
        int count = 0;
        while (at + count < text.length()
                && of + count < form.length()
                && text.charAt(at + count) == form.charAt(of + count)) {
            count++;
        }
        return count;
    }

    /** Marks the beginning of a secret before an ellipsis, with which shortened text ends. */
    private static boolean markCut(Unescaped view, String form, boolean[] marks) {
        boolean found = false;
        for (String ellipsis : new String[] {"…", "..."}) {
            String text = view.text();
            for (int at = text.indexOf(ellipsis); at >= 0; at = text.indexOf(ellipsis, at + 1)) {
                for (int length = Math.min(form.length(), at); length >= SHORT_PART; length--) {
                    if (text.regionMatches(at - length, form, 0, length)) {
                        view.mark(at - length, at, marks);
                        found = true;
                        break;
                    }
                }
            }
        }
        return found;
    }

    private static String without(String text, boolean[] marks) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!marks[i]) {
                out.append(text.charAt(i));
            } else if (i == 0 || !marks[i - 1]) {
                out.append(MARK);
            }
        }
        return out.toString();
    }
}
