/** Chat with the models of Amazon Bedrock. Start at {@code dev.outcrop.Bedrock}. */
module dev.outcrop {
    requires dev.harrel.jsonschema;
    requires java.xml;
    requires jdk.net;
    requires static transitive org.jspecify;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires tools.jackson.core;

    uses dev.outcrop.aws.source.CredentialsHttp;

    provides dev.outcrop.aws.source.CredentialsHttp with
            dev.outcrop.transport.CredentialsConnections;

    exports dev.outcrop;
    exports dev.outcrop.aws;
    exports dev.outcrop.catalog;
    exports dev.outcrop.error;
    exports dev.outcrop.json;
    exports dev.outcrop.message;
    exports dev.outcrop.policy;
    exports dev.outcrop.prompt;
    exports dev.outcrop.schema;
    exports dev.outcrop.tool;
}
