package dev.outcrop.message;

import dev.outcrop.internal.media.EncodedBytes;
import dev.outcrop.internal.media.FileFormat;
import dev.outcrop.internal.media.FileFormat.Kind;
import dev.outcrop.internal.media.ImageResize;
import dev.outcrop.internal.media.MediaFile;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;

/** Makes blocks of files. */
final class ContentFiles {
    private ContentFiles() {}

    /**
     * @param wanted the kind of the block; null for the kind that the file has
     */
    static Content of(Path file, @Nullable Kind wanted) {
        return block(MediaFile.read(file, wanted));
    }

    static Content of(byte[] bytes, @Nullable String fileName, @Nullable Kind wanted) {
        return block(MediaFile.of(bytes, fileName, wanted));
    }

    static Content of(URI uri, @Nullable Kind wanted) {
        if (!MediaFile.isInS3(uri)) {
            return block(MediaFile.read(uri, wanted));
        }
        FileFormat format = MediaFile.formatInS3(uri, wanted);
        return block(format, MediaFile.documentInS3(uri, format), Source.s3(uri.toString()));
    }

    private static Content block(MediaFile file) {
        return block(file.format(), file.name(), source(file.bytes()));
    }

    private static Source source(EncodedBytes bytes) {
        return new Source.Bytes(new Source.Blob(bytes.base64()));
    }

    private static Content block(FileFormat format, String name, Source source) {
        return switch (format.kind()) {
            case IMAGE -> new Content.Image(format.name(), source);
            case DOCUMENT -> new Content.Document(format.name(), name, source);
            case VIDEO -> new Content.Video(format.name(), source);
            case AUDIO -> new Content.Audio(format.name(), source);
            case OTHER -> throw new IllegalArgumentException(format.name() + " is not supported");
        };
    }

    static Content.Image resized(Content.Image image, String geometry) {
        if (!(image.source() instanceof Source.Bytes(Source.Blob blob))) {
            throw new IllegalArgumentException(
                    "only an image whose bytes are in the request can be scaled");
        }
        ImageResize.Resized resized = ImageResize.to(geometry, new EncodedBytes(blob.base64()));
        return resized == null
                ? image
                : new Content.Image(resized.format(), source(resized.bytes()), image.more());
    }

    static Content.Image png(EncodedBytes bytes) {
        return new Content.Image("png", source(bytes));
    }
}
