package dev.outcrop.internal.transport;

import dev.outcrop.error.BedrockException;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Remedies for errors of the service. */
final class Remedies {
    private static final Pattern REGION = Pattern.compile("\\.([a-z]{2}(?:-[a-z]+)+-\\d)\\.");

    /** Geographies with their own profiles, by the prefix of their regions. */
    private static final Map<String, String> GEOGRAPHIES = new LinkedHashMap<>();

    /** By a stable part of Bedrock's message. */
    private static final Map<String, String> VALIDATION = new LinkedHashMap<>();

    private static final Map<String, String> ACCESS = new LinkedHashMap<>();

    static {
        GEOGRAPHIES.put("us-gov-", "us-gov");
        GEOGRAPHIES.put("us-", "us");
        GEOGRAPHIES.put("eu-", "eu");
        GEOGRAPHIES.put("ap-", "apac");

        VALIDATION.put(
                "model identifier is invalid",
                "Check the model id and the region. List the models: outcrop"
                        + " models (in Java: bedrock.models())");
        VALIDATION.put(
                "too long",
                "Shorten the conversation, or use a model with a larger"
                        + " context window. Images larger than 3.75 MB cause the same"
                        + " error.");
        VALIDATION.put(
                "too many images and documents",
                "Send fewer. With more than 20, none may be wider or higher than 2000 pixels.");
        VALIDATION.put(
                "cannot both be specified",
                "Remove one of them (in Java, for an ARN: set its model with withBaseModel(…))");
        VALIDATION.put(
                "extra inputs are not permitted",
                "The model does not support this field. Remove it (in Java:"
                        + " from params or apiArgs)");
        VALIDATION.put(
                "operation not allowed",
                "The account may not be allowed to call models yet. Contact"
                        + " AWS support, or try another region.");

        ACCESS.put(
                "aws-marketplace:",
                "A user with AWS Marketplace permissions must use the model"
                        + " once; access then takes up to 15 minutes. This program itself"
                        + " does not need these permissions.");
        ACCESS.put(
                "explicit deny in a service control policy",
                "Your AWS organization denies the call, often for one region"
                        + " of an inference profile. Use a profile of one geography, or"
                        + " contact the organization's administrator.");
        ACCESS.put(
                "is not authorized to perform",
                "Request the named permission on the model and on its inference profile.");
        ACCESS.put(
                "permission_error",
                "The account has no access to this model, although the console"
                        + " may show it. Contact AWS support.");
        ACCESS.put(
                "make sure your api key is valid",
                "Check the API key: it may be mistyped, expired, or for another region.");
    }

    private Remedies() {}

    static @Nullable String validation(String what) {
        return needsProfile(what)
                ? "Use an inference profile: the model id with the prefix us.,"
                        + " eu., apac. or global. List them: outcrop models (in Java:"
                        + " bedrock.model(id).resolve())"
                : first(VALIDATION, what);
    }

    /**
     * Returns the failure with a better remedy for the called host.
     *
     * @param host affects only the text of the remedy
     */
    static BedrockException at(String host, BedrockException failure) {
        String model = failure.details().modelId();
        Matcher region = REGION.matcher(host);
        String geography = region.find() ? geography(region.group(1)) : null;
        if (!needsProfile(failure.what())
                || model == null
                || model.startsWith("arn:")
                || geography == null) {
            return failure;
        }
        return failure.with(
                failure.details()
                        .withRemedy(
                                "Use "
                                        + geography
                                        + "."
                                        + model
                                        + ", or global."
                                        + model
                                        + ": in "
                                        + region.group(1)
                                        + " this model is only available through"
                                        + " inference profiles. List them: outcrop models"
                                        + " (in Java: bedrock.model(id).resolve())"));
    }

    private static boolean needsProfile(String what) {
        return plain(what).contains("on-demand throughput isn't supported");
    }

    private static @Nullable String geography(String region) {
        for (var entry : GEOGRAPHIES.entrySet()) {
            if (region.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }

    static String access(String what) {
        String known = first(ACCESS, what);
        return known != null
                ? known
                : "Request access to the model in the Bedrock console, and check"
                        + " that you use the same region.";
    }

    static String notFound(String what) {
        return plain(what).contains("use case details")
                ? "Fill in the use case form of the model in the Bedrock console."
                : "Check the model id and the region. List the models: outcrop"
                        + " models (in Java: bedrock.models())";
    }

    static String credentials(String code) {
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
        Matcher profile = Pattern.compile("profile \"([^\"]+)\"").matcher(source);
        return profile.find()
                ? "Sign in again: aws sso login --profile "
                        + profile.group(1)
                        + ", or aws login --profile "
                        + profile.group(1)
                        + "."
                : "Sign in again, and replace the credentials from " + source + ".";
    }

    private static @Nullable String first(Map<String, String> remedies, String what) {
        String said = plain(what);
        for (var entry : remedies.entrySet()) {
            if (said.contains(entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** AWS writes some apostrophes as U+2019. */
    private static String plain(String text) {
        return text.replace('\u2019', '\'').toLowerCase(Locale.ROOT);
    }
}
