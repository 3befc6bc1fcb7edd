package dev.outcrop.internal.s3;

import dev.outcrop.internal.ControlCharacters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in S3.
 *
 * @param key of an object, or the beginning of keys; may be empty
 */
public record S3Uri(String bucket, String key) {
    private static final int LONGEST_KEY = 1_024;
    private static final Pattern FORM =
            Pattern.compile("s3://([a-zA-Z0-9][a-zA-Z0-9._-]{1,254})(?:/(.*))?", Pattern.DOTALL);

    /**
     * Reads a URI of the form {@code s3://bucket/key}.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static S3Uri of(String uri) {
        Matcher parts = FORM.matcher(uri);
        if (!parts.matches() || uri.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "not a URI of the form s3://bucket/prefix: " + ControlCharacters.quoted(uri));
        }
        return new S3Uri(parts.group(1), parts.group(2) == null ? "" : parts.group(2));
    }

    /** Returns the place of a name below this one. */
    public S3Uri resolve(String name) {
        return new S3Uri(
                bucket, key.isEmpty() || key.endsWith("/") ? key + name : key + "/" + name);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
