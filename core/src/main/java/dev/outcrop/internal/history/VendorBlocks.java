package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Members that only one vendor's format has. They are stored under the name of the format; a
 * conversation over another protocol omits them, and one over the same sends them back unchanged.
 */
public final class VendorBlocks {
    public static final String ANTHROPIC = "anthropic";
    public static final String OPENAI_CHAT = "openai_chat";
    public static final String OPENAI_RESPONSES = "openai_responses";

    /** What Outcrop itself stores in a block; no request contains it. */
    static final String OUTCROP = "outcrop";

    private static final Set<String> NAMES =
            Set.of(ANTHROPIC, OPENAI_CHAT, OPENAI_RESPONSES, OUTCROP);

    private VendorBlocks() {}

    /** Returns the members of no vendor's format; the same instance if there are no others. */
    public static Json.Obj without(Json.Obj more) {
        return more.isEmpty() ? more : more.without(NAMES.toArray(String[]::new));
    }

    private static Json.Obj without(Json.Obj more, @Nullable String own) {
        Json kept = own == null ? null : more.get(own);
        if (own == null || kept == null) {
            return without(more);
        }
        Json.Obj others = without(more);
        return others.members().size() == more.members().size() - 1 ? more : others.with(own, kept);
    }

    /** Whether the members contain some of one of OpenAI's formats. */
    static boolean isOfOpenAi(Json.Obj more) {
        return more.get(OPENAI_CHAT) != null || more.get(OPENAI_RESPONSES) != null;
    }

    /** Returns the blocks without the members of OpenAI's formats. */
    static List<Content> withoutOpenAi(List<Content> content) {
        return ListEdits.each(content, (block, i) -> edited(block, ANTHROPIC));
    }

    /** Whether an unknown block belongs to a vendor's format. */
    public static boolean isForeign(Content.Unknown unknown) {
        String kind = unknown.name();
        int dot = kind.indexOf('.');
        return dot > 0 && NAMES.contains(kind.substring(0, dot));
    }

    /** Returns the request without such members; the same instance if there are none. */
    public static ConverseRequest without(ConverseRequest request) {
        return without(request, null);
    }

    /**
     * Returns the request with the members of one format only; the same instance if there are no
     * others.
     *
     * @param own the format's name; null to keep nothing
     */
    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    public static ConverseRequest without(ConverseRequest request, @Nullable String own) {
        List<Message> messages =
                ListEdits.contents(
                        request.messages(),
                        content -> ListEdits.each(content, (block, i) -> edited(block, own)));
        return messages == request.messages()
                ? request
                : request.toBuilder().messages(messages).build();
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private static Content text(Content.Text text, @Nullable String own) {
        Json.Obj more = without(text.more(), own);
        return more == text.more() ? text : new Content.Text(text.text(), more);
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private static @Nullable Content edited(Content block, @Nullable String own) {
        // Most blocks are text; and a switch over types costs a cold start some milliseconds.
        if (block instanceof Content.Text text) {
            return text(text, own);
        }
        return switch (block) {
            case Content.Text text -> text(text, own);
            case Content.ToolUse use -> {
                Json.Obj more = without(use.more(), own);
                yield more == use.more()
                        ? use
                        : new Content.ToolUse(
                                use.toolUseId(), use.name(), use.input(), use.type(), more);
            }
            case Content.Reasoning thought -> {
                Json.Obj more = without(thought.more(), own);
                yield more == thought.more()
                        ? thought
                        : new Content.Reasoning(
                                thought.text(), thought.signature(), thought.redacted(), more);
            }
            case Content.CitedText cited -> cited(cited, own);
            case Content.Unknown unknown ->
                    isForeign(unknown) && !unknown.name().startsWith(own + ".") ? null : unknown;
            case Content.Image image -> image;
            case Content.Document document -> document;
            case Content.Video video -> video;
            case Content.Audio audio -> audio;
            case Content.ToolResult result -> result;
            case Content.JsonValue value -> value;
            case Content.SearchResult found -> found;
            case Content.GuardContent guarded -> guarded;
            case Content.CachePoint point -> point;
            case Content.ToolAddition addition -> addition;
            case Content.ToolRemoval removal -> removal;
        };
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private static Content cited(Content.CitedText cited, @Nullable String own) {
        Json.Obj more = without(cited.more(), own);
        List<Citation> citations =
                ListEdits.each(
                        cited.citations(),
                        (citation, i) -> {
                            Json.Obj kept = without(citation.more(), own);
                            return kept == citation.more()
                                    ? citation
                                    : new Citation(
                                            citation.title(),
                                            citation.source(),
                                            citation.sourceContent(),
                                            citation.location(),
                                            kept);
                        });
        return more == cited.more() && citations == cited.citations()
                ? cited
                : new Content.CitedText(cited.content(), citations, more);
    }
}
