package dev.outcrop.internal.history;

import dev.outcrop.internal.family.MediaLimits;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;

import java.util.List;
import java.util.Locale;

/** Checks the number and size of documents and images in a conversation. */
final class MediaCheck {
    private MediaCheck() {}

    /**
     * Refuses the first block too many, or too large. Messages that will become one are counted as
     * one.
     *
     * @param sound the same messages without blocks that will be left out
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
                if (block instanceof Content.Document document) {
                    count(++documentsSoFar, limits.documents(), "document", refusal, m, b);
                    if (!limits.anySize().contains(format(document))) {
                        size(document.source(), limits.documentBytes(), "document", refusal, m, b);
                    }
                } else if (block instanceof Content.Image image) {
                    count(++imagesSoFar, limits.images(), "image", refusal, m, b);
                    size(image.source(), limits.imageBytes(), "image", refusal, m, b);
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
                    "Make it smaller, or split it.");
        }
    }
}
