package dev.outcrop.internal.aws.config;

import dev.outcrop.aws.Environment;
import dev.outcrop.aws.Region;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.ControlCharacters;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The region that the environment names: a variable, or the profile. */
public final class ConfiguredRegion {
    private ConfiguredRegion() {}

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
        Region found = find(config);
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
                        "Set AWS_REGION, for example: export AWS_REGION=us-east-1 (in Java:"
                                + " Bedrock.builder().region(…))"));
    }

    /**
     * Returns the region of the variables, the profile, or the profile that refers to it; null if
     * there is none.
     */
    public static @Nullable Region find(SharedConfig config) {
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
}
