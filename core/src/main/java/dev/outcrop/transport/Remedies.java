package dev.outcrop.transport;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** What a person can do about what the service said. */
final class Remedies {
    private Remedies() {}

    static @Nullable String validation(String what) {
        String said = plain(what);
        if (said.contains("on-demand throughput isn't supported")) {
            return "Use an inference profile: the model's id with us., eu., apac. or global. before it.";
        }
        if (said.contains("model identifier is invalid")) {
            return "Check the model's id, and whether this region has it.";
        }
        return null;
    }

    static String access(String what) {
        String said = plain(what);
        if (said.contains("is not authorized to perform")) {
            return "Ask for the permission that is named, on the model and on its inference profile.";
        }
        return "Ask for access to the model in the Bedrock console, and check that the region is the one it was"
                + " given for.";
    }

    static String notFound(String what) {
        return plain(what).contains("use case details")
                ? "Fill in the use-case form of the model in the Bedrock console."
                : "Check the model's id and the region.";
    }

    static String credentials(String code) {
        return switch (code) {
            case "ExpiredTokenException", "ExpiredToken" ->
                    "Sign in again: aws login, or aws sso login --profile with the profile's name.";
            case "InvalidSignatureException" -> "Check the secret key and the system's clock.";
            default ->
                    "Check the credentials: access key, secret key and session token must belong together.";
        };
    }

    /** AWS writes some apostrophes as U+2019. */
    private static String plain(String text) {
        return text.replace('\u2019', '\'').toLowerCase(Locale.ROOT);
    }
}
