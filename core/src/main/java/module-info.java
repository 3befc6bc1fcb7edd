/** Chat with the models of Amazon Bedrock. Start at {@code dev.outcrop.Bedrock}. */
@SuppressWarnings("module") // those it exports to are compiled later
module dev.outcrop {
    requires static transitive java.desktop;
    requires java.xml;
    requires jdk.net;
    requires static transitive org.jspecify;
    requires static com.fasterxml.jackson.annotation; // for programs that use Jackson themselves
    requires tools.jackson.core;

    // To compile. The published jar has both in it, in packages of its own.
    requires static dev.harrel.jsonschema;
    requires static org.apache.httpcomponents.core5.httpcore5;

    exports dev.outcrop;
    exports dev.outcrop.aws;
    exports dev.outcrop.batch;
    exports dev.outcrop.catalog;
    exports dev.outcrop.error;
    exports dev.outcrop.json;
    exports dev.outcrop.media;
    exports dev.outcrop.message;
    exports dev.outcrop.policy;
    exports dev.outcrop.prompt;
    exports dev.outcrop.schema;
    exports dev.outcrop.settings;
    exports dev.outcrop.tool;

    // Connections and server-sent events, which MCP needs too; the environment of programs; an
    // emulator that is called without connections.
    exports dev.outcrop.internal.client to
            dev.outcrop.local;
    exports dev.outcrop.internal.framing to
            dev.outcrop.mcp;
    exports dev.outcrop.internal.http to
            dev.outcrop.local,
            dev.outcrop.mcp;
    exports dev.outcrop.internal.tool to
            dev.outcrop.cli,
            dev.outcrop.mcp;
    exports dev.outcrop.internal.transport to
            dev.outcrop.mcp;
}
