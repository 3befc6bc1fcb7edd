package dev.outcrop.internal.text;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.Turn;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes one conversation as an HTML page. All content is escaped; there are no scripts, no links,
 * and nothing is fetched. Images of known formats are embedded, up to a size limit.
 */
final class Html {
    private static final Set<String> SHOWN = Set.of("png", "jpeg", "gif", "webp");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*={0,2}");
    private static final int PICTURE_LIMIT = 2 << 20;
    private static final int PAGE_LIMIT = 16 << 20;

    private static final String HEAD =
            """
            <!doctype html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <title>{title}</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
            section { margin: 1rem 0; padding: .5rem 1rem; border-left: 4px solid #999; }
            section.user { border-color: #27c; }
            section.assistant { border-color: #2a7; }
            h2 { font-size: .9rem; margin: 0; color: #555; }
            p, pre { white-space: pre-wrap; overflow-wrap: anywhere; }
            .thinking, .note { color: #666; font-style: italic; }
            img { max-width: 100%; }
            </style>
            </head>
            <body>
            <h1>{title}</h1>
            """;

    private final StringBuilder out = new StringBuilder();
    private int pictures;

    String of(Transcript chat) {
        String title = escaped("Chat with " + chat.modelId());
        out.append(HEAD.replace("{title}", title));
        if (!chat.system().isEmpty()) {
            section("system", chat.system(), "");
        }
        for (Turn turn : chat.turns()) {
            String remark = Transcript.remark(turn);
            section(turn.role().toString(), turn.content(), remark == null ? "" : remark);
        }
        return out.append("</body>\n</html>\n").toString();
    }

    private void section(String role, List<Content> content, String remark) {
        String name = escaped(role);
        out.append("<section class=\"").append(name).append("\">\n");
        element("h2", "", role);
        for (BlockText piece : BlockText.of(content)) {
            switch (piece) {
                case BlockText.Words words -> element("p", "", words.text());
                case BlockText.Thought thought -> element("p", "thinking", thought.text());
                case BlockText.Note note -> element("p", "note", "[" + note.text() + "]");
                case BlockText.Exchange exchange -> {
                    element("p", "note", exchange.label());
                    element("pre", "", exchange.text());
                }
                case BlockText.Picture picture -> picture(picture);
            }
        }
        if (!remark.isEmpty()) {
            element("p", "note", remark);
        }
        out.append("</section>\n");
    }

    private void element(String name, String kind, String text) {
        out.append('<').append(name);
        if (!kind.isEmpty()) {
            out.append(" class=\"").append(kind).append('"');
        }
        out.append('>').append(escaped(text)).append("</").append(name).append(">\n");
    }

    private void picture(BlockText.Picture picture) {
        Blob blob = picture.blob();
        int size = blob.base64().length();
        boolean shown =
                SHOWN.contains(picture.format())
                        && size <= PICTURE_LIMIT
                        && pictures + size <= PAGE_LIMIT
                        && BASE64.matcher(blob.base64()).matches();
        if (!shown) {
            element("p", "note", "[" + picture.note() + "]");
            return;
        }
        pictures += size;
        out.append("<p><img alt=\"").append(escaped(picture.note()));
        out.append("\" src=\"data:image/").append(picture.format()).append(";base64,");
        out.append(blob.base64()).append("\"></p>\n");
    }

    private static String escaped(String text) {
        String safe = ControlCharacters.text(text);
        var escaped = new StringBuilder(safe.length() + 16);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
