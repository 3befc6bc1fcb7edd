package dev.outcrop.protocol;

import java.nio.charset.StandardCharsets;

/**
 * The path of a model's operations. An id is one segment, whatever is in it: the colon of a version
 * becomes {@code %3A}, the slash of an ARN {@code %2F}.
 */
public final class ModelPath {
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private ModelPath() {}

    public static String of(String modelId) {
        return "/model/" + segment(modelId);
    }

    /** An id as one segment of a path. */
    public static String segment(String id) {
        var path = new StringBuilder();
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                path.append((char) b);
            } else {
                path.append(String.format("%%%02X", b));
            }
        }
        return path.toString();
    }
}
