package dev.outcrop.local.internal.http;

import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

import java.util.ServiceLoader;

/** Sets up SLF4J, which Jetty logs to, before its first use. */
final class LoggingSetup {
    /** SLF4J reads it once, with its first use. */
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private LoggingSetup() {}

    /**
     * Keeps SLF4J from printing three lines about a missing provider to stderr. Does nothing if the
     * program has a provider, or has set the property itself.
     */
    static synchronized void withoutWarnings() {
        if (System.getProperty(VERBOSITY) != null || hasProvider()) {
            return;
        }
        System.setProperty(VERBOSITY, "ERROR");
        try {
            LoggerFactory.getILoggerFactory();
        } finally {
            System.clearProperty(VERBOSITY);
        }
    }

    private static boolean hasProvider() {
        ClassLoader loader = LoggerFactory.class.getClassLoader();
        return ServiceLoader.load(SLF4JServiceProvider.class, loader).stream()
                .findAny()
                .isPresent();
    }
}
