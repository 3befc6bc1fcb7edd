package dev.outcrop.local.internal.s3;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Multipart uploads in progress, in memory. Safe for several threads. */
final class Uploads {
    private static final int MOST = 100;

    private final Map<String, Map<Integer, byte[]>> parts = new ConcurrentHashMap<>();
    private final RandomGenerator random;

    Uploads(RandomGenerator random) {
        this.random = random;
    }

    String begin() {
        if (parts.size() >= MOST) {
            throw new S3Error(503, "SlowDown", "There are too many uploads in progress.");
        }
        String id;
        synchronized (random) {
            id = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        }
        parts.put(id, new TreeMap<>());
        return id;
    }

    void add(String id, String number, byte[] data) {
        int place;
        try {
            place = Integer.parseInt(number);
        } catch (NumberFormatException e) {
            place = 0;
        }
        if (place < 1 || place > 10_000) {
            throw new S3Error(400, "InvalidArgument", "Part number must be from 1 to 10000.");
        }
        Map<Integer, byte[]> upload = upload(id);
        synchronized (upload) {
            upload.put(place, data);
        }
    }

    /** Ends an upload, and returns its data. */
    byte[] complete(String id) {
        Map<Integer, byte[]> upload = upload(id);
        parts.remove(id);
        var all = new ByteArrayOutputStream();
        synchronized (upload) {
            upload.values().forEach(all::writeBytes);
        }
        return all.toByteArray();
    }

    void abort(String id) {
        upload(id);
        parts.remove(id);
    }

    private Map<Integer, byte[]> upload(String id) {
        Map<Integer, byte[]> upload = parts.get(id);
        if (upload == null) {
            throw new S3Error(
                    404, "NoSuchUpload", "The specified multipart upload does not exist.");
        }
        return upload;
    }
}
