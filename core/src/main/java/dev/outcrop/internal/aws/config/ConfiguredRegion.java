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
                "No region. Looked at: " + String.join(", ", looked) + ".",
                ErrorDetails.NONE.withRemedy(
                        "Set AWS_REGION, for example to us-east-1, or name a region in code."));
    }

    /** What the variables, the profile or the profile that names it say; null if nothing. */
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
