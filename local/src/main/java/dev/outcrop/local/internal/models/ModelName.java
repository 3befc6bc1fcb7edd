package dev.outcrop.local.internal.models;

import dev.outcrop.local.internal.catalog.Catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model as its id names it. An id without a version counts as newer than all others.
 *
 * @param id without ARN and without the prefix of an inference profile
 */
public record ModelName(ModelFamily family, String id, int major, int minor) {
    /**
     * The version is the first number of the name, with the one after it: {@code 3-5}, {@code 5.6}.
     * Numbers of parameters ({@code 70b}), dates and the revision after a colon are none.
     */
    private static final Pattern VERSION =
            Pattern.compile("(?<![0-9.])([0-9]{1,2})(?:[.-]([0-9]{1,2})(?![0-9bx]))?(?![0-9bx])");

    private static final Pattern REVISION =
            Pattern.compile("(-20[0-9]{6})?(-v[0-9]+)?(:[0-9a-z:]+)?$");

    /** Returns the model of an id, the id of an inference profile, or an ARN. */
    public static ModelName of(String modelId) {
        String id = Catalog.bare(modelId);
        ModelFamily family = ModelFamily.of(id);
        int colon = id.indexOf(':');
        Matcher version =
                VERSION.matcher(id.substring(id.indexOf('.') + 1, colon < 0 ? id.length() : colon));
        if (!version.find()) {
            return new ModelName(family, id, Integer.MAX_VALUE, 0);
        }
        String minor = version.group(2);
        return new ModelName(
                family,
                id,
                Integer.parseInt(version.group(1)),
                minor == null ? 0 : Integer.parseInt(minor));
    }

    /**
     * Returns the id without its date and revision, which all ids of the same model have in common;
     * empty if the id does not name its model.
     */
    public String model() {
        return family == ModelFamily.UNKNOWN ? "" : REVISION.matcher(id).replaceFirst("");
    }

    boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major != wantedMajor ? major > wantedMajor : minor >= wantedMinor;
    }
}
