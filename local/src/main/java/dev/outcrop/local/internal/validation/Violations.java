package dev.outcrop.local.internal.validation;

import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The violations of a request, with the messages of the framework of AWS services. */
final class Violations {
    private static final int MOST_TOLD = 100;
    private static final int LONGEST_VALUE = 1_000;

    private final List<String> found = new ArrayList<>();
    private int count;

    /**
     * Adds one.
     *
     * @param value null if it must not be shown, as for the contents of a message
     */
    void add(RequestPath place, @Nullable String value, String constraint) {
        count++;
        if (count <= MOST_TOLD) {
            String told = value == null ? "" : " '" + shown(value) + "'";
            found.add(
                    "Value"
                            + told
                            + " at '"
                            + place.ofTheFramework()
                            + "' failed to satisfy constraint: "
                            + constraint);
        }
    }

    void addMissing(RequestPath place) {
        count++;
        if (count <= MOST_TOLD) {
            found.add(
                    "Value null at '"
                            + place.ofTheFramework()
                            + "' failed to satisfy constraint: Member must not be null");
        }
    }

    void throwIfAny() {
        if (count > 0) {
            throw ServiceError.validation(
                    count
                            + (count == 1 ? " validation error" : " validation errors")
                            + " detected: "
                            + String.join("; ", found));
        }
    }

    private static String shown(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE);
    }
}
