/** A local Bedrock emulator. Start at {@code dev.outcrop.local.LocalBedrock}. */
@SuppressWarnings("module") // the one it exports to is compiled later
module dev.outcrop.local {
    requires transitive dev.outcrop;
    requires static transitive org.jspecify;
    requires org.eclipse.jetty.alpn.server;
    requires java.net.http;
    requires static org.junit.jupiter.api;
    requires static org.junit.platform.commons;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.http2.common;
    requires org.eclipse.jetty.http2.server;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires org.slf4j;

    uses org.slf4j.spi.SLF4JServiceProvider;

    exports dev.outcrop.local;
    exports dev.outcrop.local.authentication;
    exports dev.outcrop.local.engine;
    exports dev.outcrop.local.junit;
    exports dev.outcrop.local.recording;
    exports dev.outcrop.local.rules;
    exports dev.outcrop.local.script;
    exports dev.outcrop.local.wire;
    exports dev.outcrop.local.internal.cache to
            dev.outcrop.cli;
    exports dev.outcrop.local.internal.inprocess to
            dev.outcrop.cli;
}
