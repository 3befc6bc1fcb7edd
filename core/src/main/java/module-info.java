/** Chat with the models of Amazon Bedrock. Start at {@code dev.outcrop.Bedrock}. */
module dev.outcrop {
    requires static transitive org.jspecify;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.auth.aws;
    requires software.amazon.awssdk.http.auth.spi;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.profiles;
    requires software.amazon.awssdk.utils;
    requires tools.jackson.core;

    exports dev.outcrop.json;
    exports dev.outcrop.message;
    exports dev.outcrop.error;
    exports dev.outcrop.aws;
}
