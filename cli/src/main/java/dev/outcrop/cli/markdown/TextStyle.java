package dev.outcrop.cli.markdown;

/**
 * How text looks on a terminal. The only color is magenta: of the eight, it alone can be read on
 * light and on dark backgrounds, in the palettes of all common terminals.
 */
public record TextStyle(
        boolean bold,
        boolean italic,
        boolean dim,
        boolean struck,
        boolean underlined,
        boolean colored) {
    public static final TextStyle PLAIN = new TextStyle(false, false, false, false, false, false);
    public static final TextStyle DIM = new TextStyle(false, false, true, false, false, false);
    static final TextStyle HEADING = new TextStyle(true, false, false, false, false, true);
    static final TextStyle CODE = new TextStyle(false, false, false, false, false, true);

    TextStyle withBold() {
        return new TextStyle(true, italic, dim, struck, underlined, colored);
    }

    TextStyle withItalic() {
        return new TextStyle(bold, true, dim, struck, underlined, colored);
    }

    TextStyle withStruck() {
        return new TextStyle(bold, italic, dim, true, underlined, colored);
    }

    TextStyle withUnderline() {
        return new TextStyle(bold, italic, dim, struck, true, colored);
    }

    /** Returns the escape sequence that switches to this style from another one. */
    String after(TextStyle other) {
        if (equals(other)) {
            return "";
        }
        return "\033[0"
                + (bold ? ";1" : "")
                + (dim ? ";2" : "")
                + (italic ? ";3" : "")
                + (underlined ? ";4" : "")
                + (struck ? ";9" : "")
                + (colored ? ";35" : "")
                + "m";
    }
}
