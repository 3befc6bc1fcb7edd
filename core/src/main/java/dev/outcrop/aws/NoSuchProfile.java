package dev.outcrop.aws;

import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.Facts;

import java.util.List;

/** Somebody named a profile that is in no file. */
final class NoSuchProfile {
    private static final int MOST_NAMES = 12;

    private NoSuchProfile() {}

    static CredentialsException of(SharedConfig config, List<String> names) {
        String known =
                String.join(", ", names.stream().sorted().limit(MOST_NAMES).toList())
                        + (names.size() > MOST_NAMES ? ", …" : "");
        return new CredentialsException(
                "There is no " + config.describe() + ".",
                Facts.NONE.withRemedy(
                        names.isEmpty()
                                ? "There are no profiles at all; `aws configure` makes one."
                                : "There are: " + known + "."));
    }
}
