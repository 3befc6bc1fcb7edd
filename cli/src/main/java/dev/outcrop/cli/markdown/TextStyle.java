package dev.outcrop.cli.markdown;

/**
 * How text looks on a terminal.
 *
 * @param color a color of SGR, 30 to 37; 0 for the terminal's own
 */
public record TextStyle(boolean bold, boolean italic, boolean dim, boolean struck, int color) {
    public static final TextStyle PLAIN = new TextStyle(false, false, false, false, 0);
    public static final TextStyle DIM = new TextStyle(false, false, true, false, 0);
    static final TextStyle HEADING = new TextStyle(true, false, false, false, 36);
    static final TextStyle CODE = PLAIN.withColor(33);

    TextStyle withBold() {
        return new TextStyle(true, italic, dim, struck, color);
    }

    TextStyle withItalic() {
        return new TextStyle(bold, true, dim, struck, color);
    }

    TextStyle withStruck() {
        return new TextStyle(bold, italic, dim, true, color);
    }

    TextStyle withColor(int other) {
        return new TextStyle(bold, italic, dim, struck, other);
    }

    /** Returns the escape sequence that switches to this style from another one. */
    String after(TextStyle other) {
        if (equals(other)) {
            return "";
        }
        var codes = new StringBuilder("\033[0");
        codes.append(bold ? ";1" : "").append(dim ? ";2" : "").append(italic ? ";3" : "");
        codes.append(struck ? ";9" : "");
        if (color != 0) {
            codes.append(';').append(color);
        }
        return codes.append('m').toString();
    }
}
