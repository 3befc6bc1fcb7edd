package dev.outcrop.local.internal.s3;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Operations of S3 on the folder of buckets: each folder in it is a bucket, each file below that an
 * object. Safe for several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html">Operations</a>
 */
public final class S3Calls {
    /** Parameters that select no other operation than those that are emulated. */
    private static final Set<String> PARAMETERS =
            Set.of(
                    "continuation-token",
                    "delete",
                    "delimiter",
                    "encoding-type",
                    "fetch-owner",
                    "list-type",
                    "location",
                    "marker",
                    "max-keys",
                    "max-parts",
                    "part-number-marker",
                    "partNumber",
                    "prefix",
                    "start-after",
                    "uploadId",
                    "uploads",
                    "x-id");

    private final @Nullable Path folder;
    private final StoredObjects objects = new StoredObjects();
    private final ObjectReads reads = new ObjectReads(objects);
    private final @Nullable Uploads uploads;

    /**
     * @param folder null for none: then each request is refused
     */
    public S3Calls(@Nullable Path folder, RandomGenerator random, InstantSource clock) {
        this.folder = folder;
        this.uploads = folder == null ? null : new Uploads(folder, random, clock);
    }

    /** Whether a request is one of S3: by its signature or its host. */
    public static boolean isForS3(IncomingRequest request) {
        String authorization = request.header("authorization");
        return (authorization != null
                        && authorization.startsWith("AWS4-HMAC-SHA256 ")
                        && authorization.contains("/s3/aws4_request"))
                || S3Address.isHostOfS3(request.header("host"));
    }

    /** Deletes what incomplete uploads have left. */
    public void close() {
        if (uploads != null) {
            uploads.close();
        }
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
        try {
            answer(request, head, out);
        } catch (S3Error e) {
            refuse(e, request, requestId, out);
        } catch (NoSuchFileException e) {
            var error = new S3Error(404, "NoSuchKey", "The specified key does not exist.");
            refuse(error, request, requestId, out);
        } catch (FileSystemException e) {
            var error = new S3Error(500, "InternalError", "The file could not be used.");
            refuse(error, request, requestId, out);
        }
    }

    /** Refuses a request that is not authenticated. */
    public static void refuse(
            ServiceError error, IncomingRequest request, String requestId, ResponseOutput out)
            throws IOException {
        refuse(S3Error.of(error), request, requestId, out);
    }

    private static void refuse(
            S3Error e, IncomingRequest request, String requestId, ResponseOutput out)
            throws IOException {
        byte[] body =
                new Xml("Error")
                        .text("Code", e.code())
                        .text("Message", String.valueOf(e.getMessage()))
                        .text("Resource", request.path())
                        .text("RequestId", requestId)
                        .bytes();
        out.head(
                e.status(),
                Map.of("x-amz-request-id", requestId, "Content-Type", "application/xml"));
        out.end(request.method().equals("HEAD") ? Bytes.NONE : Bytes.of(body));
    }

    private void answer(IncomingRequest request, Map<String, String> head, ResponseOutput out)
            throws IOException {
        if (folder == null || uploads == null) {
            throw new S3Error(
                    404,
                    "NoSuchBucket",
                    "No folder is configured in place of S3. Try: outcrop local --buckets DIR");
        }
        S3Address address = S3Address.of(request);
        Map<String, String> query = S3Address.query(request.query());
        for (String name : query.keySet()) {
            if (!PARAMETERS.contains(name)
                    && !name.startsWith("response-")
                    && !name.startsWith("X-Amz-")) {
                throw S3Error.notImplemented("the parameter " + name);
            }
        }
        ReceivedBody body = ReceivedBody.of(request);
        if (address.bucket().isEmpty()) {
            if (!request.method().equals("GET")) {
                throw S3Error.notImplemented("this operation");
            }
            xml(buckets(folder), head, out);
            return;
        }
        if (request.method().equals("PUT") && address.key().isEmpty() && query.isEmpty()) {
            new ObjectWrites(folder, objects).create(address.bucket());
            head.put("Location", "/" + address.bucket());
            none(200, head, out);
            return;
        }
        S3Path path = S3Path.of(folder, address.bucket(), address.key());
        if (path.key().isEmpty()) {
            ofBucket(path, request, query, body, head, out);
        } else {
            ofObject(path, request, query, body, head, out);
        }
    }

    private void ofBucket(
            S3Path path,
            IncomingRequest request,
            Map<String, String> query,
            ReceivedBody body,
            Map<String, String> head,
            ResponseOutput out)
            throws IOException {
        String method = request.method();
        if (method.equals("GET") && query.containsKey("location")) {
            xml(new Xml("LocationConstraint").bytes(), head, out);
        } else if (method.equals("GET") && !query.containsKey("uploads")) {
            xml(new ObjectList(objects, path, query).xml(), head, out);
        } else if (method.equals("HEAD")) {
            none(200, head, out);
        } else if (method.equals("POST") && query.containsKey("delete")) {
            xml(new ObjectWrites(path.folder(), objects).deleteAll(path, body.data()), head, out);
        } else {
            throw S3Error.notImplemented("this operation on a bucket");
        }
    }

    private void ofObject(
            S3Path path,
            IncomingRequest request,
            Map<String, String> query,
            ReceivedBody body,
            Map<String, String> head,
            ResponseOutput out)
            throws IOException {
        String upload = query.get("uploadId");
        var multipart =
                new MultipartCalls(
                        path.folder(), objects, java.util.Objects.requireNonNull(uploads));
        switch (request.method()) {
            case "GET", "HEAD" -> {
                if (upload != null) {
                    xml(multipart.list(path, query), head, out);
                } else {
                    reads.serve(path, request, head, out);
                }
            }
            case "PUT" -> {
                if (upload != null) {
                    multipart.add(path, query, body, request, head);
                } else {
                    new ObjectWrites(path.folder(), objects).put(path, body, request, head);
                }
                none(200, head, out);
            }
            case "POST" -> {
                if (query.containsKey("uploads")) {
                    xml(multipart.create(path, request, head), head, out);
                } else if (upload != null) {
                    xml(multipart.complete(path, upload, body.data(), request), head, out);
                } else {
                    throw S3Error.notImplemented("this operation on an object");
                }
            }
            case "DELETE" -> {
                if (upload != null) {
                    multipart.abort(path, upload);
                } else {
                    objects.delete(path);
                }
                none(204, head, out);
            }
            default -> throw S3Error.notImplemented("the method " + request.method());
        }
    }

    private static byte[] buckets(Path folder) throws IOException {
        var xml = new Xml("ListAllMyBucketsResult").open("Buckets");
        List<Path> all;
        try (var files = Files.list(folder)) {
            all =
                    files.filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                            .filter(file -> !file.getFileName().toString().startsWith("."))
                            .sorted()
                            .toList();
        }
        for (Path bucket : all) {
            xml.open("Bucket")
                    .text("Name", String.valueOf(bucket.getFileName()))
                    .text(
                            "CreationDate",
                            DateTimeFormatter.ISO_INSTANT.format(
                                    Files.getLastModifiedTime(bucket).toInstant()))
                    .close("Bucket");
        }
        return xml.close("Buckets").bytes();
    }

    private static void xml(byte[] body, Map<String, String> head, ResponseOutput out)
            throws IOException {
        head.put("Content-Type", "application/xml");
        out.head(200, head);
        out.end(Bytes.of(body));
    }

    private static void none(int status, Map<String, String> head, ResponseOutput out)
            throws IOException {
        out.head(status, head);
        out.end(Bytes.NONE);
    }
}
