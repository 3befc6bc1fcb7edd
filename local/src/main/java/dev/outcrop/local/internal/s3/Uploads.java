package dev.outcrop.local.internal.s3;

import dev.outcrop.local.wire.IncomingRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** Multipart uploads in progress. Safe for several threads. */
final class Uploads {
    private static final int MOST = 1_000;
    private static final int MOST_PARTS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Upload> uploads = new HashMap<>(); // guarded by lock
    private final Path folder;
    private final RandomGenerator random;
    private final InstantSource clock;

    /**
     * @param folder the folder of buckets, where parts are kept in hidden folders
     */
    Uploads(Path folder, RandomGenerator random, InstantSource clock) {
        this.folder = folder;
        this.random = random;
        this.clock = clock;
    }

    /** A use of an upload that may fail by its files. */
    interface Use<T> {
        T apply(Upload upload) throws IOException;
    }

    /** Begins an upload, and returns its id. */
    Upload begin(S3Path path, IncomingRequest request) throws IOException {
        String algorithm = request.header("x-amz-checksum-algorithm");
        String type = request.header("x-amz-checksum-type");
        ObjectChecksum checksum = algorithm == null ? null : ObjectChecksum.named(algorithm);
        if (algorithm != null && checksum == null) {
            throw new S3Error(
                    400,
                    "InvalidRequest",
                    "Checksum algorithm provided is unsupported. Please try again with any of the"
                            + " valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        }
        boolean ofAllParts =
                checksum != null
                        && (type == null ? checksum.isOfAllParts() : type.equals("FULL_OBJECT"));
        if (checksum != null && ofAllParts && !checksum.isCrc()) {
            throw new S3Error(
                    400,
                    "InvalidRequest",
                    "The FULL_OBJECT checksum type cannot be used with the "
                            + checksum
                            + " checksum algorithm.");
        }
        lock.lock();
        try {
            if (uploads.size() >= MOST) {
                throw new S3Error(503, "SlowDown", "There are too many uploads in progress.");
            }
            String id = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
            var upload =
                    new Upload(
                            id,
                            path,
                            ObjectWrites.headers(request),
                            checksum,
                            ofAllParts,
                            Files.createTempDirectory(folder, ".upload"),
                            new TreeMap<>());
            uploads.put(id, upload);
            return upload;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of a part. */
    static int partNumber(@Nullable String number) {
        if (number != null && number.matches("[0-9]{1,5}")) {
            int place = Integer.parseInt(number);
            if (place >= 1 && place <= MOST_PARTS) {
                return place;
            }
        }
        throw new S3Error(
                400,
                "InvalidArgument",
                "Part number must be an integer between 1 and 10000, inclusive");
    }

    void add(String id, S3Path path, int number, ReceivedBody body) throws IOException {
        with(
                id,
                path,
                upload -> {
                    upload.add(number, body, clock.instant());
                    return upload;
                });
    }

    /** Uses an upload of an object while no other request does. */
    <T> T with(String id, S3Path path, Use<T> use) throws IOException {
        lock.lock();
        try {
            Upload upload = uploads.get(id);
            if (upload == null || !upload.path().equals(path)) {
                throw new S3Error(
                        404,
                        "NoSuchUpload",
                        "The specified upload does not exist. The upload ID may be invalid, or the"
                                + " upload may have been aborted or completed.");
            }
            return use.apply(upload);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets an upload that is complete or aborted. */
    void end(Upload upload) {
        lock.lock();
        try {
            uploads.remove(upload.id());
            upload.discard();
        } finally {
            lock.unlock();
        }
    }

    /** Deletes the parts of all uploads. */
    void close() {
        lock.lock();
        try {
            uploads.values().forEach(Upload::discard);
            uploads.clear();
        } finally {
            lock.unlock();
        }
    }
}
