/** The Model Context Protocol. Start at {@code dev.outcrop.mcp.Mcp}. */
module dev.outcrop.mcp {
    requires transitive dev.outcrop;
    requires static transitive org.jspecify;
    requires jdk.httpserver;

    exports dev.outcrop.mcp;
}
