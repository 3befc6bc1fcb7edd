package dev.outcrop.aws;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A region of AWS.
 *
 * @param id as in {@code eu-central-1}; it need not be one that Outcrop has heard of
 * @param source where it was found, in words for a person
 */
public record Region(String id, String source) {
    /** It becomes a part of a host name. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /**
     * @throws ValidationException if the id cannot be a region
     */
    public Region {
        Objects.requireNonNull(source, "source");
        if (!LABEL.matcher(id).matches()) {
            throw new ValidationException(
                    "The region from " + source + " is " + complaint(id) + ".",
                    ErrorDetails.NONE.withRemedy("A region reads like us-east-1 or eu-central-1."));
        }
    }

    /** A region given in code. */
    public static Region of(String id) {
        return new Region(id, "code");
    }

    private static String complaint(String id) {
        if (id.isBlank()) {
            return "empty";
        }
        String shown = id.length() > 40 ? id.substring(0, 40) + "…" : id;
        return "not one: \"" + shown.replaceAll("[^\\x20-\\x7e…]", "?") + "\"";
    }
}
