package dev.outcrop.local.internal.s3;

import java.util.ArrayList;
import java.util.List;

/**
 * An element of an XML document of S3: elements, text and the five entities. Attributes are
 * ignored; document types and other entities are refused.
 */
record XmlElement(String name, String text, List<XmlElement> children) {
    private static final int DEEPEST = 8;
    private static final int MOST = 100_000;

    /**
     * Reads a document.
     *
     * @throws S3Error if it is not well-formed, too deep or too large
     */
    static XmlElement parse(String document) {
        return new Reader(document).document();
    }

    /** Returns the children with a name. */
    List<XmlElement> all(String child) {
        return children.stream().filter(one -> one.name().equals(child)).toList();
    }

    /** Returns the text of the first child with a name; empty if there is none. */
    String text(String child) {
        return all(child).stream().findFirst().map(one -> one.text().strip()).orElse("");
    }

    static S3Error malformed() {
        return new S3Error(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our"
                        + " published schema");
    }

    /** One pass over a document. */
    private static final class Reader {
        private final String all;
        private int at;
        private int count;

        Reader(String all) {
            this.all = all;
        }

        XmlElement document() {
            skip();
            XmlElement root = element(0);
            skip();
            if (at != all.length()) {
                throw malformed();
            }
            return root;
        }

        /** Skips what may stand before and after the root. */
        private void skip() {
            while (at < all.length()) {
                if (all.startsWith("<?", at)) {
                    at = after("?>");
                } else if (all.startsWith("<!--", at)) {
                    at = after("-->");
                } else if (all.charAt(at) <= ' ' || all.charAt(at) == '\uFEFF') {
                    at++;
                } else {
                    return;
                }
            }
        }

        private XmlElement element(int depth) {
            if (depth > DEEPEST || ++count > MOST || !all.startsWith("<", at)) {
                throw malformed();
            }
            String tag = all.substring(at + 1, after(">") - 1);
            at = after(">");
            boolean isEmpty = tag.endsWith("/");
            String qualified = tag.split("[\\s/]", 2)[0];
            if (!qualified.matches("[A-Za-z_][A-Za-z0-9_.:-]{0,99}")) {
                throw malformed();
            }
            String name = qualified.substring(qualified.indexOf(':') + 1);
            var children = new ArrayList<XmlElement>();
            var text = new StringBuilder();
            while (!isEmpty) {
                int next = all.indexOf('<', at);
                if (next < 0) {
                    throw malformed();
                }
                decode(all.substring(at, next), text);
                at = next;
                if (all.startsWith("</", at)) {
                    String end = all.substring(at + 2, after(">") - 1).strip();
                    at = after(">");
                    if (!end.equals(qualified)) {
                        throw malformed();
                    }
                    break;
                } else if (all.startsWith("<!--", at)) {
                    at = after("-->");
                } else {
                    children.add(element(depth + 1));
                }
            }
            return new XmlElement(name, text.toString(), children);
        }

        private int after(String end) {
            int found = all.indexOf(end, at);
            if (found < 0) {
                throw malformed();
            }
            return found + end.length();
        }

        private static void decode(String raw, StringBuilder text) {
            int at = 0;
            while (at < raw.length()) {
                if (raw.charAt(at) != '&') {
                    text.append(raw.charAt(at++));
                    continue;
                }
                int end = raw.indexOf(';', at);
                if (end < 0) {
                    throw malformed();
                }
                text.appendCodePoint(entity(raw.substring(at + 1, end)));
                at = end + 1;
            }
        }

        private static int entity(String name) {
            return switch (name) {
                case "lt" -> '<';
                case "gt" -> '>';
                case "amp" -> '&';
                case "quot" -> '"';
                case "apos" -> '\'';
                default -> {
                    boolean isHex = name.matches("#x[0-9a-fA-F]{1,6}");
                    if (!isHex && !name.matches("#[0-9]{1,7}")) {
                        throw malformed();
                    }
                    int code =
                            isHex
                                    ? Integer.parseInt(name.substring(2), 16)
                                    : Integer.parseInt(name.substring(1));
                    if (!Character.isValidCodePoint(code)) {
                        throw malformed();
                    }
                    yield code;
                }
            };
        }
    }
}
