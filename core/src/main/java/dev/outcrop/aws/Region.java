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
                    ErrorDetails.NONE.withRemedy(
                            "Use a region such as us-east-1 or eu-central-1."));
        }
    }

    /** A region given in code. */
    public static Region of(String id) {
        return new Region(id, "code");
    }

    /**
     * The region where none is given in code: what {@code AWS_REGION}, {@code AWS_DEFAULT_REGION}
     * or the profile says, in this order. Asks no network.
     *
     * @throws ValidationException if none of them names one, or it cannot be a region
     */
    public static Region resolve(SharedConfig config) {
        return resolve(config, looked -> null);
    }

    /**
     * As {@link #resolve(SharedConfig)}, with one more place to look in the end.
     *
     * @param last gives a region, or null; it then may add to the list what it looked at, in words
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
                "No region configured. Looked at: " + String.join(", ", looked) + ".",
                ErrorDetails.NONE.withRemedy(
                        "Set AWS_REGION, for example: export"
                                + " AWS_REGION=us-east-1 (in Java:"
                                + " Bedrock.builder().region(…))"));
    }

    /** What the variables, the profile or the profile that names it say; null if nothing. */
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
        return "invalid: \"" + shown.replaceAll("[^\\x20-\\x7e…]", "?") + "\"";
    }
}
