package dev.outcrop.internal.history;

import dev.outcrop.message.Content;
import dev.outcrop.message.Message;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Gives each document of a conversation a legal, unique name. A name depends only on the messages
 * before it, so it stays the same as the conversation grows, and cached prompts stay valid. For one
 * conversation.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html">DocumentBlock</a>
 */
final class DocumentNames {
    /** Replaces a name without legal characters. */
    static final String NEUTRAL = "document";

    private static final int LONGEST = 200;

    /** Hostile names may be of any length; the end of a path counts. */
    private static final int CONSIDERED = 1_000;

    private final Set<String> taken = new HashSet<>();

    List<Message> in(List<Message> messages) {
        return ListEdits.contents(messages, this::named);
    }

    private List<Content> named(List<Content> blocks) {
        return ListEdits.each(blocks, this::named);
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private Content named(Content block, int index) {
        return switch (block) {
            case Content.Document document -> {
                String name = free(safe(document.name(), document.format()));
                yield name.equals(document.name()) ? document : withName(document, name);
            }
            case Content.ToolResult result -> {
                List<Content> content = named(result.content());
                yield content == result.content()
                        ? result
                        : ToolBlocks.withContent(result, content);
            }
            case Content.Text ignored -> block;
            case Content.JsonValue ignored -> block;
            case Content.CitedText ignored -> block;
            case Content.Image ignored -> block;
            case Content.Video ignored -> block;
            case Content.Audio ignored -> block;
            case Content.ToolUse ignored -> block;
            case Content.Reasoning ignored -> block;
            case Content.SearchResult ignored -> block;
            case Content.GuardContent ignored -> block;
            case Content.CachePoint ignored -> block;
            case Content.ToolAddition ignored -> block;
            case Content.ToolRemoval ignored -> block;
            case Content.Unknown ignored -> block;
        };
    }

    private String free(String name) {
        String free = name;
        for (int n = 2; !taken.add(free); n++) {
            String suffix = " (" + n + ")";
            int room = Math.min(name.length(), LONGEST - suffix.length());
            free = name.substring(0, room).stripTrailing() + suffix;
        }
        return free;
    }

    private static Content.Document withName(Content.Document document, String name) {
        return new Content.Document(
                document.format(),
                name,
                document.source(),
                document.context(),
                document.citations(),
                document.more());
    }

    /**
     * Returns the name if it is legal; else the legal part of the file's name: without folder and
     * extension, letters without accents, one space for illegal characters.
     */
    static String safe(String name, @Nullable String format) {
        if (isLegal(name)) {
            return name;
        }
        String end = name.substring(Math.max(0, name.length() - CONSIDERED));
        String file = end.substring(Math.max(end.lastIndexOf('/'), end.lastIndexOf('\\')) + 1);
        String metadata = "." + format;
        if (file.toLowerCase(Locale.ROOT).endsWith(metadata)) {
            file = file.substring(0, file.length() - metadata.length());
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
        return AsciiNames.isLetterOrDigit(c) || "-()[]_".indexOf(c) >= 0;
    }
}
