package dev.outcrop.local.internal.nonchat;

import java.util.Locale;

/** Letters of five by seven points, so that a picture needs no font of the machine. */
final class Letters {
    static final int WIDTH = 5;
    static final int HEIGHT = 7;

    private static final String KNOWN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-?!:'";

    /** Seven rows of each letter; a row is a digit to the base 32, its highest bit on the left. */
    private static final String ROWS =
            "EHHVHHHUHHUHHUEHGGGHEUHHHHHUVGGUGGVVGGUGGGEHGNHHFHHHVHHH"
                    + "E44444E72222ICHIKOKIHGGGGGGVHRLLHHHHPLJHHHEHHHHHEUHHUGGG"
                    + "EHHHLIDUHHUKIHFGGE11UV444444HHHHHHEHHHHHA4HHHLLRHHHA4AHH"
                    + "HHA4444V1248GVEHJLPHE4C4444EEH168GVU11E11U26AIV22VGU11HE"
                    + "68GUHHEV124888EHHEHHEEHHF12C00000CC0000C48000V000EH12404"
                    + "44444040CC0CC04480000";

    private Letters() {}

    /** Whether the point of a letter is set; letters without a form here are a box. */
    static boolean isSet(int letter, int column, int row) {
        String upper = Character.toString(letter).toUpperCase(Locale.ROOT);
        if (upper.isBlank()) {
            return false;
        }
        int index = KNOWN.indexOf(upper);
        if (index < 0) {
            return row == 0 || row == HEIGHT - 1 || column == 0 || column == WIDTH - 1;
        }
        int bits = Character.digit(ROWS.charAt(index * HEIGHT + row), 32);
        return (bits >> (WIDTH - 1 - column) & 1) == 1;
    }
}
