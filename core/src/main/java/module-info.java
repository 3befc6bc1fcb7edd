/** Chat with the models of Amazon Bedrock. Start at {@code dev.outcrop.Bedrock}. */
module dev.outcrop {
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports dev.outcrop.json;
    exports dev.outcrop.message;
    exports dev.outcrop.error;
}
