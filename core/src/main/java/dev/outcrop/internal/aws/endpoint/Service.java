package dev.outcrop.internal.aws.endpoint;

import java.util.Locale;

/**
 * The services of Bedrock, those that issue credentials, and S3, which has the files of batch
 * inference jobs; each with its own hosts.
 */
public enum Service {
    /** Inference: Converse, InvokeModel. */
    RUNTIME("bedrock-runtime"),
    /** The control plane: lists of models, batch jobs. */
    CONTROL("bedrock"),
    /** The APIs of other vendors: Responses, Chat Completions, Messages. */
    MANTLE("bedrock-mantle"),
    /** Keys of roles. */
    STS("sts"),
    /** IAM Identity Center: keys for a signed-in user. */
    SSO("portal.sso"),
    /** IAM Identity Center: renewal of a sign-in. */
    SSO_OIDC("oidc"),
    /** Renewal of sessions of {@code aws login}. */
    SIGNIN("signin"),
    /** Files of batch inference jobs. */
    S3("s3");

    private final String host;

    Service(String host) {
        this.host = host;
    }

    /** Returns its name in a signature; the runtime uses the name of the control plane. */
    public String signingName() {
        return this == RUNTIME ? "bedrock" : host;
    }

    boolean givesCredentials() {
        return switch (this) {
            case STS, SSO, SSO_OIDC, SIGNIN -> true;
            case RUNTIME, CONTROL, MANTLE, S3 -> false;
        };
    }

    /** The prefix of its host names. */
    String host() {
        return host;
    }

    /** Its name in a {@code services} section of the config file. */
    String configName() {
        return switch (this) {
            case SSO, SSO_OIDC -> name().toLowerCase(Locale.ROOT);
            case RUNTIME, CONTROL, MANTLE, STS, SIGNIN, S3 -> host.replace('-', '_');
        };
    }

    /** The variable for its endpoint. */
    String variable() {
        return "AWS_ENDPOINT_URL_" + configName().toUpperCase(Locale.ROOT);
    }
}
