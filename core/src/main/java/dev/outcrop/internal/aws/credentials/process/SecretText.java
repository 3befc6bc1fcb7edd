package dev.outcrop.internal.aws.credentials.process;

import dev.outcrop.internal.text.Secrets;

import java.util.Collection;
import java.util.regex.Pattern;

/** Removes secrets from a program's error output. */
final class SecretText {
    private static final String GONE = Secrets.MARK;

    /** A name of a secret, and the value after its colon or equals sign. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)((?:secret|token|password|passwd|passphrase|credential|authorization"
                            + "|access[-_ ]?key(?:[-_ ]?id)?|api[-_ ]?key)[\"']?\\s*[:=]\\s*)"
                            + "(?:(?:bearer|basic)\\s+)?(\"[^\"]*\"?|'[^']*'?|[^\\s,;}\"']+)");

    private static final Pattern KEY_ID = Pattern.compile("\\bA[KS]IA[A-Z0-9]{12,}\\b");

    /** As long as a secret key or a token, with upper-case and lower-case letters and digits. */
    private static final Pattern LONG =
            Pattern.compile(
                    "(?=[a-z0-9+/_=.-]*[A-Z])(?=[A-Z0-9+/_=.-]*[a-z])(?=[a-zA-Z+/_=.-]*[0-9])"
                            + "[A-Za-z0-9+/_=.-]{32,}");

    private SecretText() {}

    /**
     * Returns the text without secrets and values that look like them.
     *
     * @param known secrets that may be in it
     */
    static String without(Collection<String> known, String text) {
        String safe = Secrets.of(known).removedFrom(text);
        safe = NAMED.matcher(safe).replaceAll("$1" + GONE);
        safe = KEY_ID.matcher(safe).replaceAll(GONE);
        return LONG.matcher(safe).replaceAll(GONE);
    }
}
