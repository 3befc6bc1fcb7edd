/** Traces and metrics. Start at {@code dev.outcrop.opentelemetry.OpenTelemetryObserver}. */
module dev.outcrop.opentelemetry {
    requires transitive dev.outcrop;
    requires transitive io.opentelemetry.api;
    requires transitive io.opentelemetry.context;
    requires static transitive org.jspecify;

    exports dev.outcrop.opentelemetry;
}
