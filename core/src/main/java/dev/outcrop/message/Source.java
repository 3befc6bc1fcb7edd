package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Where the data of an image, a document, a video or audio comes from. Not every kind of content
 * supports every source: text and blocks are for documents only.
 */
public sealed interface Source {
    /** The data itself, sent with the request. */
    record Bytes(Blob blob) implements Source {
        public Bytes {
            Objects.requireNonNull(blob, "blob");
        }
    }

    /**
     * An object in S3, which Bedrock fetches with the caller's permissions.
     *
     * @param uri {@code s3://bucket/key}
     * @param bucketOwner the 12-digit account that owns the bucket, where it is not the caller's
     * @param more members that this version does not know
     */
    record S3(String uri, @Nullable String bucketOwner, Json.Obj more) implements Source {
        public S3 {
            Objects.requireNonNull(more, "more");
            Objects.requireNonNull(uri, "uri");
        }

        public S3(String uri) {
            this(uri, null, Json.EMPTY);
        }
    }

    /** Plain text, for a document. */
    record PlainText(String text) implements Source {
        public PlainText {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A document in blocks, each of which can be cited separately. */
    record Blocks(List<Content> content) implements Source {
        public Blocks {
            content = Listed.of(content, "content");
        }
    }

    /** A source that this version does not support, unchanged. */
    record Unknown(Json.Obj json) implements Source {
        public Unknown {
            Objects.requireNonNull(json, "json");
        }
    }

    static Source bytes(byte[] bytes) {
        return new Bytes(Blob.of(bytes));
    }

    static Source s3(String uri) {
        return new S3(uri, null, Json.EMPTY);
    }

    /**
     * The bytes of an image, a document or an audio file. Stored as base64, because each turn of a
     * conversation sends them again.
     *
     * @param base64 standard base64 with padding, as in Bedrock's API
     */
    record Blob(String base64) {
        /**
         * Creates a blob of base64 text.
         *
         * @throws IllegalArgumentException if it is not base64; the message says where
         */
        public Blob {
            Objects.requireNonNull(base64, "base64");
            Base64Text.require(base64);
        }

        public static Blob of(byte[] bytes) {
            return new Blob(Base64.getEncoder().encodeToString(bytes));
        }

        /** Returns a copy of the bytes. */
        public byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }

        /** Returns the number of bytes. */
        public int size() {
            return Base64Text.size(base64);
        }

        /** Returns the size, never the bytes. */
        @Override
        public String toString() {
            return "Blob[" + size() + " bytes]";
        }
    }
}
