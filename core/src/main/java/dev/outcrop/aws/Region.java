package dev.outcrop.aws;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.ControlCharacters;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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
                    ErrorDetails.NONE.withRemedy("A region reads like us-east-1 or eu-central-1."));
        }
    }

    /** Returns a region given in code. */
    public static Region of(String id) {
        return new Region(id, "code");
    }

    /**
     * Finds the region if none is given in code: {@code AWS_REGION}, {@code AWS_DEFAULT_REGION},
     * then the profile. Uses no network.
     *
     * @throws ValidationException if none of them names a region, or it is not valid
     */
    public static Region resolve(SharedConfig config) {
        return resolve(config, looked -> null);
    }

    /**
     * Finds the region as {@link #resolve(SharedConfig)} does, with one more source at the end.
     *
     * @param last returns a region, or null; it may then add to the list where it looked, as text
     *     for a person
     */
    public static Region resolve(
            SharedConfig config, Function<List<String>, @Nullable Region> last) {
        Region found = configured(config);
        if (found != null) {
            return found;
        }
        Environment environment = config.environment();
        var looked = new ArrayList<String>();
        looked.add(environment.missing("AWS_REGION"));
        looked.add(environment.missing("AWS_DEFAULT_REGION"));
        looked.add(config.describe());
        found = last.apply(looked);
        if (found != null) {
            return found;
        }
        throw new ValidationException(
                "No region. Looked at: " + String.join(", ", looked) + ".",
                ErrorDetails.NONE.withRemedy(
                        "Set AWS_REGION, for example to us-east-1, or name a region in code."));
    }

    /**
     * Returns the region of the variables, the profile, or the profile that refers to it; null if
     * there is none.
     */
    public static @Nullable Region configured(SharedConfig config) {
        Environment environment = config.environment();
        for (String variable : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
            String id = environment.variable(variable);
            if (id != null) {
                return new Region(id, variable);
            }
        }
        for (SharedConfig one = config; one != null; one = one.namedBy()) {
            String id = one.property("region");
            if (id != null) {
                return new Region(id, "profile " + ControlCharacters.quoted(one.profile()));
            }
        }
        return null;
    }

    private static String complaint(String id) {
        if (id.isBlank()) {
            return "empty";
        }
        String shown = id.length() > 40 ? id.substring(0, 40) + "…" : id;
        return "not one: \"" + shown.replaceAll("[^\\x20-\\x7e…]", "?") + "\"";
    }
}
