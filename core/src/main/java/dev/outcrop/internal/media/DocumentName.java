package dev.outcrop.internal.media;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Legal names of documents: letters and digits of ASCII, hyphens, parentheses, brackets, single
 * spaces.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html">DocumentBlock</a>
 */
public final class DocumentName {
    /** Replaces a name without legal characters. */
    public static final String NEUTRAL = "document";

    public static final int LONGEST = 200;

    /** Hostile names may be of any length; the end of a path counts. */
    private static final int CONSIDERED = 1_000;

    private DocumentName() {}

    /**
     * Returns the name if it is legal; else the legal part of the file's name: without folder and
     * extension, letters without accents, one space for illegal characters.
     */
    public static String safe(String name, @Nullable String format) {
        if (isLegal(name)) {
            return name;
        }
        String end = name.substring(Math.max(0, name.length() - CONSIDERED));
        String file = end.substring(Math.max(end.lastIndexOf('/'), end.lastIndexOf('\\')) + 1);
        String extension = "." + format;
        if (file.toLowerCase(Locale.ROOT).endsWith(extension)) {
            file = file.substring(0, file.length() - extension.length());
        }
        String legal = legal(Normalizer.normalize(file, Normalizer.Form.NFKD));
        return legal.isEmpty() ? NEUTRAL : legal;
    }

    private static String legal(String name) {
        var legal = new StringBuilder();
        for (int i = 0; i < name.length() && legal.length() < LONGEST; i++) {
            char c = name.charAt(i);
            if (isLegal(c)) {
                legal.append(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK
                    && !legal.isEmpty()
                    && legal.charAt(legal.length() - 1) != ' ') {
                legal.append(' ');
            }
        }
        return legal.toString().stripTrailing();
    }

    private static boolean isLegal(String name) {
        if (name.isEmpty()
                || name.length() > LONGEST
                || name.startsWith(" ")
                || name.endsWith(" ")
                || name.contains("  ")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isLegal(name.charAt(i)) && name.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    /** The underscore is not in Bedrock's list; recordings show that it is accepted. */
    private static boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-()[]_".indexOf(c) >= 0;
    }
}
