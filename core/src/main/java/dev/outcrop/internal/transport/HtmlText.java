package dev.outcrop.internal.transport;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a web page says in place of an answer: gateways and proxies send one. */
final class HtmlText {
    private static final Pattern PAGE =
            Pattern.compile("(?is)\\s*<(?:!doctype|html|head|body)\\b.*");
    private static final Pattern TITLE =
            Pattern.compile("(?is)<(title|h1)\\b[^>]{0,200}>([^<]{1,300})<");
    private static final Pattern HIDDEN =
            Pattern.compile("(?is)<(script|style|head)\\b.*?</\\1>|<!--.*?-->|<[^>]*>");

    private HtmlText() {}

    /** Returns the title or the first heading of a page, or else its text; any other text as is. */
    static String of(String text) {
        if (!PAGE.matcher(text).matches()) {
            return text;
        }
        Matcher title = TITLE.matcher(text);
        String said = title.find() ? title.group(2) : HIDDEN.matcher(text).replaceAll(" ");
        return said.replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
