package dev.outcrop.aws.endpoint;

import java.util.Locale;

/** The services of Bedrock, each with hosts of its own. */
public enum Service {
    /** Inference: Converse, InvokeModel. */
    RUNTIME("bedrock-runtime"),
    /** The control plane: which models there are, batch jobs. */
    CONTROL("bedrock"),
    /** The APIs of other makers: Responses, Chat Completions, Messages. */
    MANTLE("bedrock-mantle");

    private final String host;

    Service(String host) {
        this.host = host;
    }

    /** Its name in a signature; the runtime goes by the name of the control plane. */
    public String signingName() {
        return this == RUNTIME ? "bedrock" : host;
    }

    /** How its host names begin. */
    String host() {
        return host;
    }

    /** How a {@code services} section of the config file calls it. */
    String configName() {
        return host.replace('-', '_');
    }

    /** The variable that names its endpoint. */
    String variable() {
        return "AWS_ENDPOINT_URL_" + configName().toUpperCase(Locale.ROOT);
    }
}
