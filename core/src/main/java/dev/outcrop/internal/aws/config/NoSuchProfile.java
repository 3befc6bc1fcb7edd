package dev.outcrop.internal.aws.config;

import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.ControlCharacters;

import java.util.List;
import java.util.StringJoiner;

/** The error for a named profile that is in neither file. */
final class NoSuchProfile {
    private static final int MOST_NAMES = 12;

    private static final int MOST_CHARACTERS = 64;

    private NoSuchProfile() {}

    static CredentialsException of(SharedConfig config, List<String> names) {
        var known = new StringJoiner(", ");
        for (String name : names.stream().sorted().limit(MOST_NAMES).toList()) {
            known.add(ControlCharacters.line(name, MOST_CHARACTERS));
        }
        if (names.size() > MOST_NAMES) {
            known.add("…");
        }
        return new CredentialsException(
                "Could not find " + config.describe() + ".",
                ErrorDetails.NONE.withRemedy(
                        names.isEmpty()
                                ? "There are no profiles. Create one with `aws configure`."
                                : "Existing profiles: " + known + "."));
    }
}
