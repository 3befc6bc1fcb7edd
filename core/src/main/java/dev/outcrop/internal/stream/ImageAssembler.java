package dev.outcrop.internal.stream;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;

import org.jspecify.annotations.Nullable;

/** Assembles an image. */
final class ImageAssembler {
    private final BlobAssembler bytes = new BlobAssembler();
    private final UnknownDeltas rest = new UnknownDeltas();
    private boolean empty = true;

    void add(Json.Obj delta) {
        empty = false;
        Json.Obj source = delta.object("source");
        String base64 = source.string("bytes");
        if (base64 == null) {
            rest.add(delta);
            return;
        }
        bytes.add(read(base64));
        Json.Obj others = source.without("bytes");
        rest.add(others.isEmpty() ? delta.without("source") : delta.with("source", others));
    }

    private static Blob read(String base64) {
        try {
            return Blobs.read(base64, "the stream sent an image");
        } catch (JsonException e) {
            throw new ProtocolException(String.valueOf(e.getMessage()), ErrorDetails.NONE, e);
        }
    }

    boolean isEmpty() {
        return empty;
    }

    /**
     * Returns the image; without a format, an unknown block.
     *
     * @param start the members that the block began with
     * @param unknown other members of the block
     */
    Content content(Json.Obj start, Json.Obj unknown) {
        Json.Obj said = rest.joined();
        boolean hasSource = said.get("source") instanceof Json.Obj;
        Json.Obj beside = hasSource ? said.without("source") : said;
        Json.Obj more = UnknownDeltas.join(UnknownDeltas.join(start, beside), unknown);
        Json.Obj source = source(said.object("source"));
        String format = start.string("format");
        return format == null
                ? new Content.Unknown(Json.EMPTY.with("image", more.with("source", source)))
                : new Content.Image(format, typed(source), more.without("format"));
    }

    private Json.Obj source(Json.Obj others) {
        Blob whole = bytes.joined();
        return whole == null ? others : others.with("bytes", Json.of(whole.base64()));
    }

    private static Source typed(Json.Obj source) {
        String base64 = source.string("bytes");
        if (base64 != null && source.members().size() == 1) {
            return new Source.Bytes(new Blob(base64));
        }
        Source s3 = source.members().size() == 1 ? s3(source.object("s3Location")) : null;
        return s3 == null ? new Source.Unknown(source) : s3;
    }

    private static @Nullable Source s3(Json.Obj location) {
        String uri = location.string("uri");
        String owner = location.string("bucketOwner");
        return uri == null
                ? null
                : new Source.S3(
                        uri,
                        owner,
                        owner == null
                                ? location.without("uri")
                                : location.without("uri", "bucketOwner"));
    }
}
