package dev.outcrop.local.internal.s3;

import dev.outcrop.local.wire.IncomingRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** PutObject, DeleteObject, DeleteObjects. */
record ObjectWrites(Path folder, StoredObjects objects) {
    private static final int MOST_DELETED = 1_000;
    private static final int MOST_METADATA = 2_048;

    /** Headers that are stored with an object. */
    private static final Set<String> KEPT =
            Set.of("cache-control", "content-disposition", "content-language", "expires");

    void put(S3Path path, ReceivedBody body, IncomingRequest request, Map<String, String> head)
            throws IOException {
        if (request.header("x-amz-copy-source") != null) {
            throw S3Error.notImplemented("CopyObject");
        }
        byte[] data = body.data();
        var facts =
                new ObjectFacts(
                        StoredObjects.quoted(ObjectChecksum.hash("MD5", data)),
                        headers(request),
                        body.checksum(),
                        body.value(),
                        data.length,
                        FileTime.fromMillis(0));
        Path complete = Files.createTempFile(folder, ".put", "");
        Files.write(complete, data);
        objects.store(path, complete, facts, condition(request));
        head.put("ETag", facts.etag());
        if (body.checksum() != null) {
            head.put(body.checksum().header(), body.value());
            head.put("x-amz-checksum-type", facts.checksumType());
        }
    }

    /** Returns the headers that a request stores with its object. */
    static Map<String, String> headers(IncomingRequest request) {
        var kept = new LinkedHashMap<String, String>();
        String type = request.header("content-type");
        kept.put("Content-Type", type == null ? "binary/octet-stream" : type);
        String encoding = request.header("content-encoding");
        String stored =
                encoding == null ? "" : encoding.replaceAll("(?i)aws-chunked\\s*,?\\s*", "");
        if (!stored.isBlank()) {
            kept.put("Content-Encoding", stored);
        }
        int length = 0;
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            String name = header.getKey();
            boolean isMetadata = name.startsWith("x-amz-meta-");
            String value = String.join(",", header.getValue());
            if (isMetadata) {
                length +=
                        name.length()
                                - "x-amz-meta-".length()
                                + value.getBytes(StandardCharsets.UTF_8).length;
            }
            if (isMetadata || KEPT.contains(name)) {
                kept.put(name.toLowerCase(Locale.ROOT), value);
            }
        }
        if (length > MOST_METADATA) {
            throw new S3Error(
                    400,
                    "MetadataTooLarge",
                    "Your metadata headers exceed the maximum allowed metadata size");
        }
        return kept;
    }

    /** Returns the condition of a request: {@code If-Match} or {@code If-None-Match: *}. */
    static StoredObjects.Condition condition(IncomingRequest request) {
        String match = request.header("if-match");
        String noneMatch = request.header("if-none-match");
        if (noneMatch != null && !noneMatch.equals("*")) {
            throw S3Error.notImplemented("If-None-Match with a tag");
        }
        return etag -> check(match, noneMatch, etag);
    }

    private static void check(
            @Nullable String match, @Nullable String noneMatch, @Nullable String etag) {
        if (match != null && etag == null) {
            throw new S3Error(404, "NoSuchKey", "The specified key does not exist.");
        }
        boolean isOther = match != null && etag != null && !ObjectReads.names(match, etag);
        if (isOther || (noneMatch != null && etag != null)) {
            throw ObjectReads.preconditionFailed();
        }
    }

    /** Deletes the objects that a document names. */
    byte[] deleteAll(S3Path bucket, byte[] body) throws IOException {
        XmlElement delete = XmlElement.parse(new String(body, StandardCharsets.UTF_8));
        List<XmlElement> wanted = delete.all("Object");
        if (!delete.name().equals("Delete") || wanted.isEmpty() || wanted.size() > MOST_DELETED) {
            throw XmlElement.malformed();
        }
        var xml = new Xml("DeleteResult");
        boolean isQuiet = delete.text("Quiet").equals("true");
        for (XmlElement one : wanted) {
            String key = one.all("Key").stream().findFirst().map(XmlElement::text).orElse("");
            try {
                objects.delete(S3Path.of(folder, bucket.bucketName(), key));
                if (!isQuiet) {
                    xml.open("Deleted").text("Key", key).close("Deleted");
                }
            } catch (S3Error e) {
                xml.open("Error")
                        .text("Key", key)
                        .text("Code", e.code())
                        .text("Message", String.valueOf(e.getMessage()))
                        .close("Error");
            }
        }
        return xml.bytes();
    }

    /** Creates the folder of a bucket. */
    void create(String bucketName) throws IOException {
        Path bucket = S3Path.bucket(folder, bucketName);
        if (Files.exists(bucket, LinkOption.NOFOLLOW_LINKS)) {
            throw new S3Error(
                    409,
                    "BucketAlreadyOwnedByYou",
                    "Your previous request to create the named bucket succeeded and you already"
                            + " own it.");
        }
        Files.createDirectories(bucket);
    }
}
