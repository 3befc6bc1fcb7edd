package dev.outcrop.internal.aws.endpoint;

import java.util.Locale;

/** The services of Bedrock, and those that give credentials, each with hosts of its own. */
public enum Service {
    /** Inference: Converse, InvokeModel. */
    RUNTIME("bedrock-runtime"),
    /** The control plane: which models there are, batch jobs. */
    CONTROL("bedrock"),
    /** The APIs of other makers: Responses, Chat Completions, Messages. */
    MANTLE("bedrock-mantle"),
    /** Keys for roles. */
    STS("sts"),
    /** IAM Identity Center: keys for who is signed in. */
    SSO("portal.sso"),
    /** IAM Identity Center: renewal of a sign-in. */
    SSO_OIDC("oidc"),
    /** Renewal of what {@code aws login} began. */
    SIGNIN("signin");

    private final String host;

    Service(String host) {
        this.host = host;
    }

    /** Its name in a signature; the runtime goes by the name of the control plane. */
    public String signingName() {
        return this == RUNTIME ? "bedrock" : host;
    }

    boolean givesCredentials() {
        return switch (this) {
            case STS, SSO, SSO_OIDC, SIGNIN -> true;
            case RUNTIME, CONTROL, MANTLE -> false;
        };
    }

    /** How its host names begin. */
    String host() {
        return host;
    }

    /** How a {@code services} section of the config file calls it. */
    String configName() {
        return switch (this) {
            case SSO, SSO_OIDC -> name().toLowerCase(Locale.ROOT);
            case RUNTIME, CONTROL, MANTLE, STS, SIGNIN -> host.replace('-', '_');
        };
    }

    /** The variable that names its endpoint. */
    String variable() {
        return "AWS_ENDPOINT_URL_" + configName().toUpperCase(Locale.ROOT);
    }
}
