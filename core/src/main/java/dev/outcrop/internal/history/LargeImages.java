package dev.outcrop.internal.history;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.HistoryRules;
import dev.outcrop.internal.family.MediaLimits;
import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.internal.media.EncodedBytes;
import dev.outcrop.internal.media.ImageResize;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;

/**
 * Shrinks the images of a question that a model would refuse for their size. It happens once,
 * before the question enters the history. Images that cannot be shrunk stay as they are, and are
 * refused with a remedy.
 */
public final class LargeImages {
    private LargeImages() {}

    /** Whether there are images whose size matters. */
    public static boolean mayBeIn(Message question) {
        for (Content block : question.content()) {
            if (block instanceof Content.Image image && image.source() instanceof Source.Bytes) {
                return true;
            }
        }
        return false;
    }

    /** Returns the question with images that the model accepts. */
    public static Message shrunk(Message question, ModelName model) {
        MediaLimits limits = HistoryRules.of(model).media();
        return ListEdits.content(
                question,
                ListEdits.each(
                        question.content(),
                        (block, i) ->
                                block instanceof Content.Image image
                                        ? shrunk(image, limits)
                                        : block));
    }

    private static Content.Image shrunk(Content.Image image, MediaLimits limits) {
        if (!(image.source() instanceof Source.Bytes(Source.Blob blob))) {
            return image;
        }
        ImageResize.Resized small =
                ImageResize.within(
                        limits.imageBytes(), limits.imageSide(), new EncodedBytes(blob.base64()));
        return small == null
                ? image
                : new Content.Image(
                        small.format(),
                        new Source.Bytes(new Source.Blob(small.bytes().base64())),
                        image.more());
    }
}
