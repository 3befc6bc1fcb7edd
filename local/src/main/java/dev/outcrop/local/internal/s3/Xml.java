package dev.outcrop.local.internal.s3;

import java.nio.charset.StandardCharsets;

/** Writes an XML document. For one thread. */
final class Xml {
    private final StringBuilder text =
            new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final String root;

    Xml(String root) {
        this.root = root;
        open(root);
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
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                default -> text.append(c < ' ' ? '?' : c);
            }
        }
        return close(name);
    }

    byte[] bytes() {
        return close(root).text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
