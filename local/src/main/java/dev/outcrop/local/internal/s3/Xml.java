package dev.outcrop.local.internal.s3;

import java.nio.charset.StandardCharsets;

/** Writes an XML document. For one thread. */
final class Xml {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final StringBuilder text =
            new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final String root;

    Xml(String root) {
        this.root = root;
        text.append('<')
                .append(root)
                .append(root.equals("Error") ? ">" : " xmlns=\"" + NAMESPACE + "\">");
    }

    Xml open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    Xml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    Xml text(String name, String value) {
        open(name);
        value.codePoints().forEach(this::append);
        return close(name);
    }

    private void append(int c) {
        switch (c) {
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '&' -> text.append("&amp;");
            case '"' -> text.append("&quot;");
            default -> {
                if (c < ' ') {
                    text.append("&#x").append(Integer.toHexString(c)).append(';');
                } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                    text.append('?');
                } else {
                    text.appendCodePoint(c);
                }
            }
        }
    }

    byte[] bytes() {
        return close(root).text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
