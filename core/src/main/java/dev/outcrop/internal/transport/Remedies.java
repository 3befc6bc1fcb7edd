package dev.outcrop.internal.transport;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ValidationException.ContextLengthException;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Remedies for errors of the service. */
final class Remedies {
    private static final Pattern PROFILE = Pattern.compile("profile \"([^\"]+)\"");

    /** Recorded: {@code Signature expired: 20250130T064508Z is now earlier than …}. */
    private static final Pattern CLOCK =
            Pattern.compile("signature (?:expired|not yet current)", Pattern.CASE_INSENSITIVE);

    private Remedies() {}

    /**
     * Returns the failure with a better remedy for the called region.
     *
     * @param region the region of Bedrock; null if not known, or if another server was called
     */
    static BedrockException in(@Nullable String region, BedrockException failure) {
        if (region == null || failure instanceof ContextLengthException) {
            return failure;
        }
        String modelId = failure.details().modelId();
        String remedy = RemedyTable.of(failure.what(), modelId, region);
        if (remedy == null) {
            remedy = ofMantle(failure);
        }
        return remedy == null ? failure : failure.with(failure.details().withRemedy(remedy));
    }

    /** The errors of bedrock-mantle in the vendors' formats, which say little. */
    private static @Nullable String ofMantle(BedrockException failure) {
        String code = String.valueOf(failure.details().code());
        return switch (failure) {
            case CredentialsException ignored when code.equals("invalid_api_key") ->
                    "Check the API key: it may be mistyped, expired (short-term keys end after 12"
                            + " hours), or for another region.";
            case NotFoundException ignored when isVendors(code) ->
                    ModelRemedies.notThere(failure.details().modelId());
            default -> null;
        };
    }

    /** AWS's own codes end with "Exception". */
    private static boolean isVendors(String code) {
        return code.equals("not_found_error") || code.equals("model_not_found");
    }

    static @Nullable String validation(String what, @Nullable String modelId) {
        return RemedyTable.of(what, modelId, null);
    }

    static String access(String what, @Nullable String modelId) {
        String known = RemedyTable.of(what, modelId, null);
        return known != null
                ? known
                : "Request access to the model in the Bedrock console, and check"
                        + " that you use the same region.";
    }

    static String notFound(String what, @Nullable String modelId) {
        String known = RemedyTable.of(what, modelId, null);
        return known != null
                ? known
                : "Check the model id and the region. List the models: outcrop"
                        + " models (in Java: bedrock.models())";
    }

    /** The limit of tokens or requests of a minute. */
    static String throttled(@Nullable String modelId) {
        String remedy = "Try again in a minute. A smaller maxTokens reserves less quota.";
        if (modelId == null) {
            return remedy;
        }
        ModelName model = ModelName.of(modelId);
        String base = model.base();
        boolean hasMore =
                base != null
                        && !"global".equals(model.profile())
                        && Catalog.standard().profiles(base).contains("global");
        return hasMore ? remedy + " The profile global." + base + " has more capacity." : remedy;
    }

    static String credentials(String code, String what) {
        if (CLOCK.matcher(what).find()) {
            return "Set the system's clock: it differs from the service's by more than five"
                    + " minutes.";
        }
        return switch (code) {
            case "ExpiredTokenException", "ExpiredToken" ->
                    "Sign in again: aws login, or aws sso login --profile NAME";
            case "InvalidSignatureException" -> "Check the secret key and the system's clock.";
            default ->
                    "Check the credentials: access key, secret key and session token must belong together.";
        };
    }

    /**
     * @param source where the credentials came from, as text
     */
    static String expired(String source) {
        Matcher profile = PROFILE.matcher(source);
        return profile.find()
                ? "Sign in again: aws sso login --profile "
                        + profile.group(1)
                        + ", or aws login --profile "
                        + profile.group(1)
                        + "."
                : "Sign in again, and replace the credentials from " + source + ".";
    }
}
