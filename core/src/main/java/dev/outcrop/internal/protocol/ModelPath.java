package dev.outcrop.internal.protocol;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.BoundedMemo;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The path of a model's operations. An id is always one segment: the colon of a version becomes
 * {@code %3A}, the slash of an ARN {@code %2F}.
 */
public final class ModelPath {
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** Each call needs the paths of the same few models. */
    private static final BoundedMemo<String> KNOWN =
            new BoundedMemo<>(id -> "/model/" + segment(id));

    private ModelPath() {}

    /**
     * Returns the path, without a trailing slash.
     *
     * @throws ValidationException for {@code .} and {@code ..}, which lead to another path
     */
    public static String of(String modelId) {
        return KNOWN.of(checked(modelId));
    }

    /** Checks text that becomes a separate segment. */
    public static String checked(String id) {
        if (id.isEmpty() || id.equals(".") || id.equals("..")) {
            throw new ValidationException(
                    "Invalid model id: \"" + id + "\".",
                    ErrorDetails.NONE.withRemedy(
                            "List the models: outcrop models (in Java: bedrock.models())"));
        }
        return id;
    }

    /** Encodes any text as one segment of a path, or as a value in a query. */
    public static String segment(String text) {
        var path = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                path.append((char) b);
            } else {
                HEX.toHexDigits(path.append('%'), b);
            }
        }
        return path.toString();
    }
}
