package dev.outcrop.internal.history;

import dev.outcrop.internal.family.MediaLimits;
import dev.outcrop.internal.history.edit.Alternation;
import dev.outcrop.internal.history.edit.HistoryRefusal;
import dev.outcrop.internal.media.EncodedBytes;
import dev.outcrop.internal.media.ImageHeader;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;

import java.util.List;
import java.util.Locale;

/** Checks the number and size of documents and images in a conversation. */
final class MediaCheck {
    private static final String SCALE = "Scale it: image.resized(\"high\").";

    private MediaCheck() {}

    /**
     * Rejects the first block that exceeds the number or size. Messages that will be merged are
     * counted as one.
     *
     * @param sound the same messages without blocks that will be removed
     */
    static void check(
            MediaLimits limits,
            List<Message> messages,
            List<Message> sound,
            HistoryRefusal refusal) {
        Role speaker = Role.SYSTEM;
        int documentsSoFar = 0;
        int imagesSoFar = 0;
        for (int m = 0; m < messages.size(); m++) {
            if (!Alternation.saysSomething(sound.get(m))) {
                continue;
            }
            if (!messages.get(m).role().equals(speaker)) {
                speaker = messages.get(m).role();
                documentsSoFar = 0;
                imagesSoFar = 0;
            }
            List<Content> blocks = messages.get(m).content();
            for (int b = 0; b < blocks.size() && speaker.equals(Role.USER); b++) {
                Content block = blocks.get(b);
                switch (block) {
                    case Content.Document document -> {
                        count(++documentsSoFar, limits.documents(), "document", refusal, m, b);
                        if (!limits.anySize().contains(format(document))) {
                            int most = limits.documentBytes();
                            size(document.source(), most, "document", refusal, m, b);
                        }
                    }
                    case Content.Image image -> {
                        count(++imagesSoFar, limits.images(), "image", refusal, m, b);
                        size(image.source(), limits.imageBytes(), "image", refusal, m, b);
                        side(image.source(), limits.imageSide(), refusal, m, b);
                    }
                    case Content.Text ignored -> {}
                    case Content.JsonValue ignored -> {}
                    case Content.CitedText ignored -> {}
                    case Content.Video ignored -> {}
                    case Content.Audio ignored -> {}
                    case Content.ToolUse ignored -> {}
                    case Content.ToolResult ignored -> {}
                    case Content.Reasoning ignored -> {}
                    case Content.SearchResult ignored -> {}
                    case Content.GuardContent ignored -> {}
                    case Content.CachePoint ignored -> {}
                    case Content.ToolAddition ignored -> {}
                    case Content.ToolRemoval ignored -> {}
                    case Content.Unknown ignored -> {}
                }
            }
        }
    }

    private static String format(Content.Document document) {
        return document.format() == null ? "" : document.format().toLowerCase(Locale.ROOT);
    }

    private static void count(
            int count, int limit, String what, HistoryRefusal refusal, int message, int block) {
        if (count > limit) {
            throw refusal.of(
                    message,
                    block,
                    what + " count",
                    "a message can have at most " + limit + " " + what + "s",
                    "Remove some, or send them in several messages with answers in between.");
        }
    }

    private static void size(
            Source source, int limit, String what, HistoryRefusal refusal, int message, int block) {
        if (source instanceof Source.Bytes bytes && bytes.blob().size() > limit) {
            throw refusal.of(
                    message,
                    block,
                    what + " size",
                    String.format(
                            Locale.ROOT,
                            "a %s can have at most %,d bytes; this one has %,d",
                            what,
                            limit,
                            bytes.blob().size()),
                    what.equals("image") ? SCALE : "Make it smaller, or split it.");
        }
    }

    private static void side(
            Source source, int limit, HistoryRefusal refusal, int message, int block) {
        if (limit == MediaLimits.NO_LIMIT || !(source instanceof Source.Bytes(Source.Blob blob))) {
            return;
        }
        ImageHeader image = ImageHeader.of(new EncodedBytes(blob.base64()));
        if (image != null && Math.max(image.width(), image.height()) > limit) {
            throw refusal.of(
                    message,
                    block,
                    "image size",
                    String.format(
                            Locale.ROOT,
                            "an image can have at most %,d pixels on each side; this one has %,d by"
                                    + " %,d",
                            limit,
                            image.width(),
                            image.height()),
                    SCALE);
        }
    }
}
