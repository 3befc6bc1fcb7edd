package dev.outcrop.aws;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A region of AWS.
 *
 * @param id as in {@code eu-central-1}; it may be one that Outcrop does not list
 * @param source where it was found, as text for a person
 */
public record Region(String id, String source) {
    /** A region is part of a host name. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /**
     * @throws ValidationException if the id is not a valid region
     */
    public Region {
        Objects.requireNonNull(source, "source");
        if (!LABEL.matcher(id).matches()) {
            throw new ValidationException(
                    "The region from " + source + " is " + complaint(id) + ".",
                    ErrorDetails.NONE.withRemedy(
                            "Use a region such as us-east-1 or eu-central-1."));
        }
    }

    /** Returns a region given in code. */
    public static Region of(String id) {
        return new Region(id, "code");
    }

    private static String complaint(String id) {
        if (id.isBlank()) {
            return "empty";
        }
        String shown = id.length() > 40 ? id.substring(0, 40) + "…" : id;
        return "invalid: \"" + shown.replaceAll("[^\\x20-\\x7e…]", "?") + "\"";
    }
}
