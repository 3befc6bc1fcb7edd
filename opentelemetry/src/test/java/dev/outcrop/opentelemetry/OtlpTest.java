package dev.outcrop.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpServer;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Spans reach a collector over OTLP/HTTP. */
@LocalBedrockTest
class OtlpTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";

    @Test
    void spansReachACollector(LocalBedrock local) throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        collector.createContext(
                "/v1/traces",
                exchange -> {
                    // The strings of protobuf are in it as they are.
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
        var exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(
                                "http://127.0.0.1:"
                                        + collector.getAddress().getPort()
                                        + "/v1/traces")
                        .build();
        try (OpenTelemetrySdk sdk =
                        OpenTelemetrySdk.builder()
                                .setTracerProvider(
                                        SdkTracerProvider.builder()
                                                .addSpanProcessor(
                                                        BatchSpanProcessor.builder(exporter)
                                                                .build())
                                                .build())
                                .build();
                Bedrock bedrock =
                        Bedrock.builder()
                                .region("us-east-1")
                                .baseUrl(local.endpoint().toString())
                                .apiKey("k")
                                .observer(OpenTelemetryObserver.create(sdk))
                                .build()) {
            bedrock.chat(NOVA).ask("Hi");
            sdk.getSdkTracerProvider().forceFlush().join(20, TimeUnit.SECONDS);
            assertThat(String.join("", bodies))
                    .contains("invoke_agent")
                    .contains("chat " + NOVA)
                    .contains("gen_ai.usage.input_tokens");
        } finally {
            collector.stop(0);
        }
    }
}
