package dev.outcrop.schema;

/**
 * An error in JSON, and its position.
 *
 * @param path a JSON pointer: {@code /people/0/age}; empty for the whole. Of a very long one, the
 *     last part
 * @param what in a few words; it may be sent to the model, and quotes no value of the JSON
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
 */
public record SchemaError(String path, String what) {
    private static final int LONGEST_PATH = 200;
    private static final int LONGEST = 300;

    public SchemaError {
        if (path.length() > LONGEST_PATH) {
            path = "…" + path.substring(path.length() - LONGEST_PATH + 1);
        }
        if (what.length() > LONGEST) {
            what = what.substring(0, LONGEST - 1) + "…";
        }
    }

    /** Returns, for example, {@code /people/0/age: is a string, not a number}. */
    @Override
    public String toString() {
        return path.isEmpty() ? what : path + ": " + what;
    }
}
