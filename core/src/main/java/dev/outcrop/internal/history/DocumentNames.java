package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.internal.history.tool.ToolBlocks;
import dev.outcrop.internal.media.DocumentName;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;

import java.util.HashSet;
import java.util.List;
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
                String name = free(DocumentName.safe(document.name(), document.format()));
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
            int room = Math.min(name.length(), DocumentName.LONGEST - suffix.length());
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
}
