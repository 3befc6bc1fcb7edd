package dev.outcrop.local.internal.s3;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ResponseOutput;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Put, multipart, Get, Head and List of S3, with paths of the form {@code /bucket/key}. Each folder
 * in the folder of buckets is a bucket. Safe for several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html">Operations</a>
 */
public final class S3Calls {
    private static final int PAGE = 1_000;
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private final @Nullable Path folder;
    private final Uploads uploads;

    /**
     * @param folder null for none: then each request is refused
     */
    public S3Calls(@Nullable Path folder, RandomGenerator random) {
        this.folder = folder;
        this.uploads = new Uploads(random);
    }

    /** Whether a request is signed for S3. */
    public static boolean isSignedForS3(IncomingRequest request) {
        String authorization = request.header("authorization");
        return authorization != null
                && authorization.startsWith("AWS4-HMAC-SHA256 ")
                && authorization.contains("/s3/aws4_request");
    }

    /**
     * Answers one request.
     *
     * @throws IOException if the client has disconnected
     */
    public void serve(IncomingRequest request, String requestId, ResponseOutput out)
            throws IOException {
        var head = new LinkedHashMap<String, String>();
        head.put("x-amz-request-id", requestId);
        byte[] body;
        int status;
        try {
            byte[] answer = answer(request, head);
            status = answer == null ? 204 : head.containsKey("Content-Range") ? 206 : 200;
            body = answer == null ? new byte[0] : answer;
        } catch (S3Error e) {
            status = e.status();
            body = error(e, request.path(), requestId);
            head.put("Content-Type", "application/xml");
        } catch (IOException e) {
            status = 500;
            body =
                    error(
                            new S3Error(500, "InternalError", "The file could not be used."),
                            request.path(),
                            requestId);
            head.put("Content-Type", "application/xml");
        }
        boolean headOnly = request.method().equals("HEAD");
        if (headOnly && status == 200) {
            head.putIfAbsent("Content-Length", "0");
        }
        out.head(status, head);
        out.end(headOnly ? Bytes.NONE : Bytes.of(body));
    }

    /** Returns the body; null for a status without one. */
    private byte @Nullable [] answer(IncomingRequest request, Map<String, String> head)
            throws IOException {
        if (folder == null) {
            throw new S3Error(
                    404,
                    "NoSuchBucket",
                    "No folder is configured in place of S3. Try: outcrop local --buckets DIR");
        }
        S3Path path = S3Path.of(folder, request.path());
        Map<String, String> query = S3Path.query(request.query());
        String upload = query.get("uploadId");
        return switch (request.method()) {
            case "GET" -> path.key().isEmpty() ? list(path, query, head) : get(path, request, head);
            case "HEAD" -> path.key().isEmpty() ? new byte[0] : head(path, head);
            case "PUT" -> {
                byte[] data = ChunkedBody.of(request);
                if (upload != null) {
                    uploads.add(upload, query.getOrDefault("partNumber", ""), data);
                } else {
                    write(path, data);
                }
                head.put("ETag", etag(data));
                yield new byte[0];
            }
            case "POST" -> post(path, query, upload, head);
            case "DELETE" -> {
                if (upload == null) {
                    throw unsupported();
                }
                uploads.abort(upload);
                yield null;
            }
            default -> throw unsupported();
        };
    }

    private byte[] post(
            S3Path path,
            Map<String, String> query,
            @Nullable String upload,
            Map<String, String> head)
            throws IOException {
        head.put("Content-Type", "application/xml");
        if (query.containsKey("uploads")) {
            return new Xml("InitiateMultipartUploadResult")
                    .text("Bucket", path.bucketName())
                    .text("Key", path.key())
                    .text("UploadId", uploads.begin())
                    .bytes();
        }
        if (upload == null) {
            throw unsupported();
        }
        byte[] data = uploads.complete(upload);
        write(path, data);
        return new Xml("CompleteMultipartUploadResult")
                .text("Bucket", path.bucketName())
                .text("Key", path.key())
                .text("ETag", etag(data))
                .bytes();
    }

    private static S3Error unsupported() {
        return new S3Error(
                501,
                "NotImplemented",
                "The local emulator serves PutObject, multipart uploads, GetObject, HeadObject and"
                        + " ListObjectsV2.");
    }

    private static void write(S3Path path, byte[] data) throws IOException {
        if (path.key().isEmpty() || path.key().endsWith("/")) {
            throw new S3Error(400, "InvalidArgument", "The local emulator stores no such key.");
        }
        Path file = path.file();
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path next = Files.createTempFile(path.bucket().getParent(), ".put", "");
        Files.write(next, data);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] get(S3Path path, IncomingRequest request, Map<String, String> head)
            throws IOException {
        byte[] all = Files.readAllBytes(path.existing());
        object(path, all, head);
        String range = request.header("range");
        if (range == null || !range.matches("bytes=\\d{1,18}-\\d{0,18}")) {
            return all;
        }
        int dash = range.indexOf('-');
        long from = Long.parseLong(range.substring(6, dash));
        String last = range.substring(dash + 1);
        long to = last.isEmpty() ? all.length - 1 : Math.min(all.length - 1, Long.parseLong(last));
        if (from > to) {
            throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
        }
        head.put("Content-Range", "bytes " + from + "-" + to + "/" + all.length);
        return java.util.Arrays.copyOfRange(all, (int) from, (int) to + 1);
    }

    private static byte[] head(S3Path path, Map<String, String> head) throws IOException {
        byte[] all = Files.readAllBytes(path.existing());
        object(path, all, head);
        head.put("Content-Length", String.valueOf(all.length));
        return all;
    }

    private static void object(S3Path path, byte[] data, Map<String, String> head)
            throws IOException {
        head.put("Content-Type", "binary/octet-stream");
        head.put("ETag", etag(data));
        head.put(
                "Last-Modified",
                HTTP_DATE.format(Files.getLastModifiedTime(path.existing()).toInstant()));
    }

    private static byte[] list(S3Path bucket, Map<String, String> query, Map<String, String> head)
            throws IOException {
        head.put("Content-Type", "application/xml");
        String prefix = query.getOrDefault("prefix", "");
        String after =
                query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
        List<String> keys;
        try (Stream<Path> files = Files.walk(bucket.bucket())) {
            keys =
                    files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .map(file -> key(bucket.bucket(), file))
                            .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                            .sorted()
                            .toList();
        }
        List<String> page = keys.subList(0, Math.min(page(query), keys.size()));
        boolean more = page.size() < keys.size();
        var xml =
                new Xml("ListBucketResult")
                        .text("Name", bucket.bucketName())
                        .text("Prefix", prefix)
                        .text("KeyCount", String.valueOf(page.size()))
                        .text("IsTruncated", String.valueOf(more));
        if (more) {
            xml.text("NextContinuationToken", page.getLast());
        }
        for (String key : page) {
            Path file = bucket.bucket().resolve(key);
            Instant time = Files.getLastModifiedTime(file).toInstant();
            xml.open("Contents")
                    .text("Key", key)
                    .text("LastModified", DateTimeFormatter.ISO_INSTANT.format(time))
                    .text("Size", String.valueOf(Files.size(file)))
                    .close("Contents");
        }
        return xml.bytes();
    }

    private static int page(Map<String, String> query) {
        String most = query.getOrDefault("max-keys", "");
        return most.matches("\\d{1,4}") ? Math.min(PAGE, Integer.parseInt(most)) : PAGE;
    }

    private static String key(Path bucket, Path file) {
        return bucket.relativize(file).toString().replace(java.io.File.separatorChar, '/');
    }

    private static String etag(byte[] data) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(data);
            return '"' + HexFormat.of().formatHex(hash) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has it
        }
    }

    private static byte[] error(S3Error e, String path, String requestId) {
        return new Xml("Error")
                .text("Code", e.code())
                .text("Message", String.valueOf(e.getMessage()))
                .text("Resource", path)
                .text("RequestId", requestId)
                .bytes();
    }
}
