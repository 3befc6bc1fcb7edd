package dev.outcrop.protocol.history;

import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How many documents and images a message may have, and how large they may be. Sizes are of the
 * bytes, not of their base64; objects in S3 are not looked at.
 *
 * @param anySize formats of documents whose size is the model's business
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-api-restrictions.html">API
 *     restrictions</a>
 */
record MediaLimits(
        int documents, int documentBytes, Set<String> anySize, int images, int imageBytes) {
    static final int NO_LIMIT = Integer.MAX_VALUE;

    /** 4.5 MB; where the page leaves open which MB it means, the larger one. */
    static final int DOCUMENT_BYTES = 4_718_592;

    /** 3.75 MiB, which is 5 MiB of base64. */
    static final int IMAGE_BYTES = 3_932_160;

    /**
     * Refuses the first block too many, or too large. Messages that will become one are counted as
     * one.
     *
     * @param sound the same messages without blocks that will be left out
     */
    void check(List<Message> messages, List<Message> sound, Refusal refusal) {
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
                    count(++documentsSoFar, documents, "document", refusal, m, b);
                    if (!anySize.contains(format(document))) {
                        size(document.source(), documentBytes, "document", refusal, m, b);
                    }
                } else if (block instanceof Content.Image image) {
                    count(++imagesSoFar, images, "image", refusal, m, b);
                    size(image.source(), imageBytes, "image", refusal, m, b);
                }
            }
        }
    }

    private static String format(Content.Document document) {
        return document.format() == null ? "" : document.format().toLowerCase(Locale.ROOT);
    }

    private static void count(
            int count, int limit, String what, Refusal refusal, int message, int block) {
        if (count > limit) {
            throw refusal.of(
                    message,
                    block,
                    what + " count",
                    "a message has at most " + limit + " " + what + "s",
                    "Leave some out, or send them in messages of their own, with answers between.");
        }
    }

    private static void size(
            Source source, int limit, String what, Refusal refusal, int message, int block) {
        if (source instanceof Source.Bytes bytes && bytes.blob().size() > limit) {
            throw refusal.of(
                    message,
                    block,
                    what + " size",
                    String.format(
                            Locale.ROOT,
                            "a %s has at most %,d bytes, this one %,d",
                            what,
                            limit,
                            bytes.blob().size()),
                    "Make it smaller, or split it.");
        }
    }
}
