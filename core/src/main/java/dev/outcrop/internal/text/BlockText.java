package dev.outcrop.internal.text;

import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The readable form of a content block. */
sealed interface BlockText {
    /** Text of a message. */
    record Words(String text) implements BlockText {}

    /** Text of thinking. */
    record Thought(String text) implements BlockText {}

    /** A note in place of content that cannot be shown, or an explanation. */
    record Note(String text) implements BlockText {}

    /** The input or the result of a tool. */
    record Exchange(String label, String text) implements BlockText {}

    /** An image with its bytes. */
    record Picture(String note, String format, Blob blob) implements BlockText {}

    static List<BlockText> of(List<Content> content) {
        var pieces = new ArrayList<BlockText>();
        for (Content block : content) {
            pieces.addAll(of(block));
        }
        return pieces;
    }

    private static List<BlockText> of(Content block) {
        return switch (block) {
            case Content.Text text -> List.of(new Words(text.text()));
            case Content.CitedText cited -> cited(cited);
            case Content.Image image -> List.of(picture(image));
            case Content.Document document ->
                    note("document", document.name(), document.format(), document.source());
            case Content.Video video -> note("video", "", video.format(), video.source());
            case Content.Audio audio -> note("audio", "", audio.format(), audio.source());
            case Content.ToolUse use ->
                    List.of(new Exchange("tool call: " + use.name(), use.input().toString()));
            case Content.ToolResult result ->
                    List.of(
                            new Exchange(
                                    result.isError() ? "tool error" : "tool result",
                                    flat(result.content())));
            case Content.JsonValue json -> List.of(new Words(json.json().toString()));
            case Content.Reasoning thinking -> List.of(thought(thinking));
            case Content.SearchResult found ->
                    List.of(
                            new Note(
                                    "search result: "
                                            + found.title()
                                            + " ("
                                            + found.source()
                                            + ")"));
            case Content.GuardContent guard -> of(guard.guarded());
            case Content.CachePoint ignored -> List.of();
            case Content.ToolAddition ignored -> List.of(new Note("tool added"));
            case Content.ToolRemoval ignored -> List.of(new Note("tool removed"));
            case Content.Unknown unknown -> List.of(new Note(unknown.name()));
        };
    }

    private static List<BlockText> cited(Content.CitedText cited) {
        var pieces = new ArrayList<BlockText>();
        pieces.add(new Words(cited.text()));
        for (Citation citation : cited.citations()) {
            String url = citation.location() == null ? null : citation.location().url();
            String source = url == null ? citation.source() : url;
            String title = citation.title() == null ? "a source" : citation.title();
            pieces.add(new Note("cites " + title + (source == null ? "" : " (" + source + ")")));
        }
        return pieces;
    }

    private static BlockText thought(Content.Reasoning thinking) {
        return thinking.text() == null
                ? new Note("encrypted thinking")
                : new Thought(thinking.text());
    }

    private static BlockText picture(Content.Image image) {
        String note = media("image", "", image.format(), image.source());
        return image.source() instanceof Source.Bytes bytes
                ? new Picture(note, image.format(), bytes.blob())
                : new Note(note);
    }

    private static List<BlockText> note(
            String kind, String name, @Nullable String format, Source source) {
        return List.of(new Note(media(kind, name, format, source)));
    }

    private static String media(String kind, String name, @Nullable String format, Source source) {
        String where =
                switch (source) {
                    case Source.Bytes bytes -> bytes.blob().size() + " bytes";
                    case Source.S3 s3 -> s3.uri();
                    case Source.PlainText text -> text.text().length() + " characters";
                    case Source.Blocks blocks -> blocks.content().size() + " blocks";
                    case Source.Unknown ignored -> "elsewhere";
                };
        String called = name.isEmpty() ? "" : " \"" + name + "\"";
        return kind + called + (format == null ? "" : " " + format) + ", " + where;
    }

    /** Returns the pieces as one text. */
    static String flat(List<Content> content) {
        var text = new StringBuilder();
        for (BlockText piece : of(content)) {
            text.append(text.isEmpty() ? "" : "\n");
            switch (piece) {
                case Words words -> text.append(words.text());
                case Thought thought -> text.append(thought.text());
                case Note note -> text.append('[').append(note.text()).append(']');
                case Exchange exchange ->
                        text.append('[')
                                .append(exchange.label())
                                .append("] ")
                                .append(exchange.text());
                case Picture picture -> text.append('[').append(picture.note()).append(']');
            }
        }
        return text.toString();
    }
}
