package dev.outcrop.local.internal.s3;

import dev.outcrop.local.wire.IncomingRequest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * CreateMultipartUpload, UploadPart, ListParts, CompleteMultipartUpload, AbortMultipartUpload.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart
 *     uploads</a>
 */
record MultipartCalls(Path folder, StoredObjects objects, Uploads uploads) {
    private static final long SMALLEST_PART = 5L << 20;
    private static final int PAGE = 1_000;

    byte[] create(S3Path path, IncomingRequest request, Map<String, String> head)
            throws IOException {
        Upload upload = uploads.begin(path, request);
        if (upload.checksum() != null) {
            head.put("x-amz-checksum-algorithm", upload.checksum().name());
            head.put("x-amz-checksum-type", upload.ofAllParts() ? "FULL_OBJECT" : "COMPOSITE");
        }
        return new Xml("InitiateMultipartUploadResult")
                .text("Bucket", path.bucketName())
                .text("Key", path.key())
                .text("UploadId", upload.id())
                .bytes();
    }

    void add(
            S3Path path,
            Map<String, String> query,
            ReceivedBody body,
            IncomingRequest request,
            Map<String, String> head)
            throws IOException {
        if (request.header("x-amz-copy-source") != null) {
            throw S3Error.notImplemented("UploadPartCopy");
        }
        int number = Uploads.partNumber(query.get("partNumber"));
        uploads.add(query.getOrDefault("uploadId", ""), path, number, body);
        head.put("ETag", StoredObjects.quoted(ObjectChecksum.hash("MD5", body.data())));
        if (body.checksum() != null) {
            head.put(body.checksum().header(), body.value());
        }
    }

    void abort(S3Path path, String id) throws IOException {
        uploads.end(uploads.with(id, path, upload -> upload));
    }

    byte[] list(S3Path path, Map<String, String> query) throws IOException {
        return uploads.with(
                query.getOrDefault("uploadId", ""), path, upload -> listed(upload, query));
    }

    private static byte[] listed(Upload upload, Map<String, String> query) {
        int after = number(query, "part-number-marker", 0);
        int most = Math.min(PAGE, number(query, "max-parts", PAGE));
        List<Map.Entry<Integer, Upload.Part>> later =
                List.copyOf(upload.parts().tailMap(after, false).entrySet());
        List<Map.Entry<Integer, Upload.Part>> page = later.subList(0, Math.min(most, later.size()));
        var xml =
                new Xml("ListPartsResult")
                        .text("Bucket", upload.path().bucketName())
                        .text("Key", upload.path().key())
                        .text("UploadId", upload.id())
                        .text("PartNumberMarker", String.valueOf(after))
                        .text("MaxParts", String.valueOf(most))
                        .text("IsTruncated", String.valueOf(page.size() < later.size()))
                        .text("StorageClass", "STANDARD");
        if (!page.isEmpty()) {
            xml.text("NextPartNumberMarker", String.valueOf(page.getLast().getKey()));
        }
        for (Map.Entry<Integer, Upload.Part> one : page) {
            Upload.Part part = one.getValue();
            xml.open("Part")
                    .text("PartNumber", String.valueOf(one.getKey()))
                    .text("LastModified", DateTimeFormatter.ISO_INSTANT.format(part.time()))
                    .text("ETag", part.etag())
                    .text("Size", String.valueOf(part.size()));
            if (upload.checksum() != null) {
                xml.text(upload.checksum().element(), part.checksumValue());
            }
            xml.close("Part");
        }
        return xml.bytes();
    }

    private static int number(Map<String, String> query, String name, int otherwise) {
        String text = query.getOrDefault(name, String.valueOf(otherwise));
        if (!text.matches("[0-9]{1,9}")) {
            throw new S3Error(
                    400, "InvalidArgument", "Provided " + name + " not an integer or within range");
        }
        return Integer.parseInt(text);
    }

    byte[] complete(S3Path path, String id, byte[] body, IncomingRequest request)
            throws IOException {
        XmlElement document = XmlElement.parse(new String(body, StandardCharsets.UTF_8));
        return uploads.with(id, path, upload -> completed(upload, document, request));
    }

    private byte[] completed(Upload upload, XmlElement document, IncomingRequest request)
            throws IOException {
        List<Upload.Part> parts = new PartsOfRequest(upload, document).all();
        for (Upload.Part part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < SMALLEST_PART) {
                throw new S3Error(
                        400,
                        "EntityTooSmall",
                        "Your proposed upload is smaller than the minimum allowed size");
            }
        }
        Path whole = Files.createTempFile(folder, ".put", "");
        ObjectFacts facts;
        try {
            Upload.join(parts, whole);
            facts = facts(upload, parts, whole);
            String told =
                    upload.checksum() == null ? null : request.header(upload.checksum().header());
            if (told != null && !told.equals(facts.checksumValue())) {
                throw new S3Error(
                        400,
                        "BadDigest",
                        "The "
                                + upload.checksum()
                                + " you specified did not match the calculated checksum.");
            }
        } catch (S3Error | IOException e) {
            Files.deleteIfExists(whole);
            throw e;
        }
        objects.store(upload.path(), whole, facts, ObjectWrites.condition(request));
        uploads.end(upload);
        var xml =
                new Xml("CompleteMultipartUploadResult")
                        .text("Bucket", upload.path().bucketName())
                        .text("Key", upload.path().key())
                        .text("ETag", facts.etag());
        if (facts.checksum() != null) {
            xml.text(facts.checksum().element(), facts.checksumValue())
                    .text("ChecksumType", facts.checksumType());
        }
        return xml.bytes();
    }

    /** The tag is the hash of the parts' hashes, with their number. */
    private static ObjectFacts facts(Upload upload, List<Upload.Part> parts, Path whole)
            throws IOException {
        var hashes = new ByteArrayOutputStream();
        var checksums = new ByteArrayOutputStream();
        for (Upload.Part part : parts) {
            hashes.writeBytes(HexFormat.of().parseHex(part.etag().replace("\"", "")));
            checksums.writeBytes(java.util.Base64.getDecoder().decode(part.checksumValue()));
        }
        String tag =
                HexFormat.of().formatHex(ObjectChecksum.hash("MD5", hashes.toByteArray()))
                        + "-"
                        + parts.size();
        String value = "";
        if (upload.checksum() != null) {
            value =
                    upload.ofAllParts()
                            ? upload.checksum().of(whole)
                            : upload.checksum().of(checksums.toByteArray()) + "-" + parts.size();
        }
        return new ObjectFacts(
                '"' + tag + '"',
                upload.headers(),
                upload.checksum(),
                value,
                0,
                FileTime.fromMillis(0));
    }

    /** The parts that a request names, as far as they were received. */
    private record PartsOfRequest(Upload upload, XmlElement document) {
        List<Upload.Part> all() {
            List<XmlElement> named = document.all("Part");
            if (!document.name().equals("CompleteMultipartUpload") || named.isEmpty()) {
                throw XmlElement.malformed();
            }
            var parts = new ArrayList<Upload.Part>();
            int last = 0;
            for (XmlElement one : named) {
                int number = Uploads.partNumber(one.text("PartNumber"));
                if (number <= last) {
                    throw new S3Error(
                            400,
                            "InvalidPartOrder",
                            "The list of parts was not in ascending order. Parts must be ordered by"
                                    + " part number.");
                }
                last = number;
                parts.add(received(number, one));
            }
            return parts;
        }

        private Upload.Part received(int number, XmlElement told) {
            Upload.Part part = upload.parts().get(number);
            String tag = told.text("ETag").replace("\"", "");
            ObjectChecksum checksum = upload.checksum();
            String value = checksum == null ? "" : told.text(checksum.element());
            if (part == null
                    || !part.etag().replace("\"", "").equals(tag)
                    || !(value.isEmpty() || value.equals(part.checksumValue()))) {
                throw new S3Error(
                        400,
                        "InvalidPart",
                        "One or more of the specified parts could not be found. The part may not"
                                + " have been uploaded, or the specified entity tag may not match"
                                + " the part's entity tag.");
            }
            return part;
        }
    }
}
