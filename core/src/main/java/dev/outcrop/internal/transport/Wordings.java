package dev.outcrop.internal.transport;

import java.util.Locale;

/** Texts of the service in one spelling, to be compared. */
final class Wordings {
    private Wordings() {}

    /** In lower case, with plain apostrophes. */
    static String plain(String text) {
        return withPlainApostrophes(text).toLowerCase(Locale.ROOT);
    }

    /** AWS writes some apostrophes as U+2019. */
    static String withPlainApostrophes(String text) {
        return text.replace('\u2019', '\'');
    }
}
