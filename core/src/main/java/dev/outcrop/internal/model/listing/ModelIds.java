package dev.outcrop.internal.model.listing;

/** Checks model ids. */
public final class ModelIds {
    /**
     * The default: a capable model, through the profile that every commercial region supports. The
     * id without a prefix cannot be called on demand.
     */
    public static final String DEFAULT = "global.anthropic.claude-sonnet-5-5";

    private ModelIds() {}

    /** Bedrock accepts 1 to 2,048 characters without spaces. */
    public static String checked(String id) {
        if (id.isEmpty() || id.length() > 2_048) {
            throw new IllegalArgumentException(
                    "invalid model id: 1 to 2048 characters are allowed, not " + id.length());
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ' || id.charAt(i) > '~') {
                throw new IllegalArgumentException("invalid model id: ASCII only, no spaces");
            }
        }
        return id;
    }
}
