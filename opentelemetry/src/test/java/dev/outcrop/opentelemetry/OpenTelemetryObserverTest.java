package dev.outcrop.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ReplyStream;
import dev.outcrop.batch.Batch;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Retries;
import dev.outcrop.settings.Params;
import dev.outcrop.tool.Tool;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;

/** Spans and metrics as the SDK exports them, of questions to a local Bedrock. */
@LocalBedrockTest
class OpenTelemetryObserverTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk =
            OpenTelemetrySdk.builder()
                    .setTracerProvider(
                            SdkTracerProvider.builder()
                                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                                    .build())
                    .setMeterProvider(
                            SdkMeterProvider.builder().registerMetricReader(metrics).build())
                    .build();
    private final Tracer tracer = sdk.getTracer("test");
    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local) {
        this.local = local;
        bedrock = client(OpenTelemetryObserver.create(sdk));
    }

    @AfterEach
    void end() {
        bedrock.close();
        sdk.close();
    }

    private Bedrock client(OpenTelemetryObserver observer) {
        return Bedrock.builder()
                .region("us-east-1")
                .baseUrl(local.endpoint().toString())
                .apiKey("k")
                .retries(Retries.NONE)
                .observer(observer)
                .build();
    }

    private static Scripted calls(String... names) {
        var blocks = new ArrayList<String>();
        for (int i = 0; i < names.length; i++) {
            blocks.add(
                    "{\"toolUse\":{\"toolUseId\":\"t%d\",\"name\":\"%s\",\"input\":{}}}"
                            .formatted(i, names[i]));
        }
        return Scripted.answer(
                (Json.Obj)
                        Json.parse(
                                """
                                {"output":{"message":{"role":"assistant","content":[%s]}},
                                "stopReason":"tool_use",
                                "usage":{"inputTokens":10,"outputTokens":5,"totalTokens":15,
                                "cacheReadInputTokens":7,"cacheWriteInputTokens":3},
                                "metrics":{"latencyMs":1}}
                                """
                                        .formatted(String.join(",", blocks))));
    }

    /** The spans below the root, by their start, indented. */
    private String tree() {
        var text = new StringBuilder();
        write("0000000000000000", "", text);
        return text.toString();
    }

    private void write(String parent, String indent, StringBuilder text) {
        exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getParentSpanId().equals(parent))
                .sorted(
                        Comparator.comparingLong(SpanData::getStartEpochNanos)
                                .thenComparing(SpanData::getName))
                .forEach(
                        span -> {
                            text.append(indent).append(span.getName()).append('\n');
                            write(span.getSpanId(), indent + "  ", text);
                        });
    }

    private SpanData span(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Tool traced(String name) {
        return Tool.of(
                name,
                "A tool.",
                () -> {
                    tracer.spanBuilder("inside " + name).startSpan().end();
                    return "done";
                });
    }

    private static final String TREE =
            """
            caller
              invoke_agent
                chat %1$s
                execute_tool first
                  inside first
                execute_tool second
                  inside second
                chat %1$s
            """
                    .formatted(NOVA);

    @ParameterizedTest
    @ValueSource(strings = {"ask", "stream", "async", "publish"})
    void aQuestionWithToolsIsATree(String style) throws Exception {
        local.script(calls("first", "second"), Scripted.text("Rain."));
        Chat chat =
                bedrock.chat(NOVA)
                        .tools(traced("first"), traced("second"))
                        .sequentialTools()
                        .open();
        Span caller = tracer.spanBuilder("caller").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            switch (style) {
                case "ask" -> chat.ask("Coat?");
                case "async" -> chat.askAsync("Coat?").get();
                case "publish" -> consume(chat);
                default -> {
                    try (ReplyStream stream = chat.stream("Coat?")) {
                        stream.reply();
                    }
                }
            }
        } finally {
            caller.end();
        }
        assertThat(tree()).isEqualTo(TREE);
    }

    private static void consume(Chat chat) throws InterruptedException {
        var done = new CountDownLatch(1);
        chat.publish(dev.outcrop.message.Content.text("Coat?"))
                .subscribe(
                        new Flow.Subscriber<>() {
                            @Override
                            public void onSubscribe(Flow.Subscription subscription) {
                                subscription.request(Long.MAX_VALUE);
                            }

                            @Override
                            public void onNext(dev.outcrop.message.StreamEvent event) {}

                            @Override
                            public void onError(Throwable failure) {
                                done.countDown();
                            }

                            @Override
                            public void onComplete() {
                                done.countDown();
                            }
                        });
        done.await();
    }

    @Test
    void toolsThatRunAtOnceAreEachTheParentOfTheirSpans() {
        local.script(calls("first", "second"), Scripted.text("Rain."));
        bedrock.chat(NOVA).tools(traced("first"), traced("second")).ask("Coat?");
        for (String name : List.of("first", "second")) {
            assertThat(span("inside " + name).getParentSpanId())
                    .isEqualTo(span("execute_tool " + name).getSpanId());
            assertThat(span("execute_tool " + name).getParentSpanId())
                    .isEqualTo(span("invoke_agent").getSpanId());
        }
    }

    @Test
    void aBatchHasTheContextOfItsCaller() {
        Span caller = tracer.spanBuilder("caller").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            bedrock.model(NOVA).batch(List.of("a", "b", "c"), Batch.DEFAULT);
        } finally {
            caller.end();
        }
        assertThat(exporter.getFinishedSpanItems())
                .filteredOn(span -> span.getName().startsWith("chat"))
                .hasSize(3)
                .allMatch(
                        span -> span.getParentSpanId().equals(caller.getSpanContext().getSpanId()));
    }

    @Test
    void aCallHasTheAttributesOfTheConventions() {
        local.script(calls(), calls());
        bedrock.model(NOVA)
                .with(Params.DEFAULT.withMaxTokens(100).withTemperature(0.5))
                .with(
                        CallContext.NONE
                                .withTag("gen_ai.conversation.id", "c1")
                                .withTag("feature", "search"))
                .invoke("Hi");
        SpanData call = span("chat " + NOVA);
        assertThat(call.getKind()).isEqualTo(io.opentelemetry.api.trace.SpanKind.CLIENT);
        var attributes = call.getAttributes();
        assertThat(attributes.get(AttributeKey.stringKey("gen_ai.operation.name")))
                .isEqualTo("chat");
        assertThat(attributes.get(AttributeKey.stringKey("gen_ai.provider.name")))
                .isEqualTo("aws.bedrock");
        assertThat(attributes.get(AttributeKey.stringKey("gen_ai.request.model"))).isEqualTo(NOVA);
        assertThat(attributes.get(AttributeKey.longKey("gen_ai.request.max_tokens")))
                .isEqualTo(100);
        assertThat(attributes.get(AttributeKey.doubleKey("gen_ai.request.temperature")))
                .isEqualTo(0.5);
        assertThat(attributes.get(AttributeKey.longKey("gen_ai.usage.input_tokens"))).isEqualTo(20);
        assertThat(attributes.get(AttributeKey.longKey("gen_ai.usage.output_tokens"))).isEqualTo(5);
        assertThat(attributes.get(AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens")))
                .isEqualTo(7);
        for (String name : List.of("cache_write", "cache_creation")) {
            assertThat(
                            attributes.get(
                                    AttributeKey.longKey("gen_ai.usage." + name + ".input_tokens")))
                    .isEqualTo(3);
        }
        assertThat(attributes.get(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons")))
                .containsExactly("tool_use");
        assertThat(attributes.get(AttributeKey.stringKey("gen_ai.conversation.id")))
                .isEqualTo("c1");
        assertThat(attributes.get(AttributeKey.stringKey("outcrop.tag.feature")))
                .isEqualTo("search");
    }

    @Test
    void aStreamHasTheTimeToItsFirstPart() {
        try (ReplyStream stream = bedrock.model(NOVA).stream("Hi")) {
            stream.reply();
        }
        var attributes = span("chat " + NOVA).getAttributes();
        assertThat(attributes.get(AttributeKey.booleanKey("gen_ai.request.stream"))).isTrue();
        assertThat(attributes.get(AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk")))
                .isPositive();
    }

    @Test
    void theGuardrailIsNamed() {
        try {
            bedrock.model(NOVA).with(new GuardrailConfig("gr-abc123", "1")).invoke("Hi");
        } catch (dev.outcrop.error.BedrockException e) {
            // There is none of this id.
        }
        assertThat(
                        span("chat " + NOVA)
                                .getAttributes()
                                .get(AttributeKey.stringKey("aws.bedrock.guardrail.id")))
                .isEqualTo("gr-abc123");
    }

    @Test
    void aFailureIsAnErrorWithoutItsMessage() {
        assertThatThrownBy(() -> bedrock.model("no.such-model-v1:0").invoke("secret question"))
                .isInstanceOf(ValidationException.class);
        SpanData call = span("chat no.such-model-v1:0");
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo(ValidationException.class.getName());
        assertThat(call.toString()).doesNotContain("secret question");
    }

    @Test
    void aToolThatFailsIsAnError() {
        local.script(calls("broken"), Scripted.text("No."));
        Tool broken =
                Tool.of(
                        "broken",
                        "A tool.",
                        () -> {
                            throw new IllegalStateException("secret");
                        });
        bedrock.chat(NOVA).tools(broken).ask("Try");
        SpanData tool = span("execute_tool broken");
        assertThat(tool.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(tool.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain("secret");
    }

    @Test
    void contentIsWrittenOnlyIfItIsEnabledAndAsItIsRedacted() {
        local.script(calls("first"), Scripted.text("It rains, Alice."));
        bedrock.chat(NOVA).system("Be Alice.").tools(traced("first")).ask("Is Alice wet?");
        assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain("Alice");
        exporter.reset();

        local.script(calls("first"), Scripted.text("It rains, Alice."));
        try (Bedrock withContent =
                client(
                        OpenTelemetryObserver.create(sdk)
                                .withContent(text -> text.replace("Alice", "NAME"), 5_000))) {
            withContent.chat(NOVA).system("Be Alice.").tools(traced("first")).ask("Is Alice wet?");
        }
        assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain("Alice");
        SpanData last =
                exporter.getFinishedSpanItems().stream()
                        .filter(span -> span.getName().startsWith("chat"))
                        .reduce((first, second) -> second)
                        .orElseThrow();
        assertThat(last.getAttributes().get(AttributeKey.stringKey("gen_ai.input.messages")))
                .contains("Is NAME wet?")
                .contains("\"type\":\"tool_call\"")
                .contains("\"type\":\"tool_call_response\"");
        assertThat(last.getAttributes().get(AttributeKey.stringKey("gen_ai.system_instructions")))
                .contains("Be NAME.");
        assertThat(last.getAttributes().get(AttributeKey.stringKey("gen_ai.output.messages")))
                .contains("It rains, NAME.");
        assertThat(
                        span("execute_tool first")
                                .getAttributes()
                                .get(AttributeKey.stringKey("gen_ai.tool.call.result")))
                .contains("done");
    }

    @Test
    void contentIsShortened() {
        local.script(Scripted.text("x".repeat(1_000)));
        try (Bedrock withContent =
                client(OpenTelemetryObserver.create(sdk).withContent(text -> text, 100))) {
            withContent.model(NOVA).invoke("y".repeat(1_000));
        }
        var attributes = span("chat " + NOVA).getAttributes();
        assertThat(attributes.get(AttributeKey.stringKey("gen_ai.output.messages"))).hasSize(101);
        assertThat(attributes.get(AttributeKey.stringKey("gen_ai.input.messages"))).hasSize(101);
    }

    @Test
    void metricsCountTokensAndTime() {
        local.script(calls("first"), Scripted.text("Rain."));
        bedrock.chat(NOVA).tools(traced("first")).ask("Coat?");
        List<MetricData> collected = List.copyOf(metrics.collectAllMetrics());
        assertThat(collected)
                .extracting(MetricData::getName)
                .contains(
                        "gen_ai.client.inference.duration",
                        "gen_ai.client.operation.duration",
                        "gen_ai.client.token.usage",
                        "gen_ai.client.inference.usage.input_tokens",
                        "gen_ai.client.inference.usage.output_tokens",
                        "gen_ai.client.inference.usage.cache_read.input_tokens",
                        "gen_ai.client.inference.usage.cache_write.input_tokens",
                        "gen_ai.execute_tool.duration",
                        "gen_ai.invoke_agent.duration");
        MetricData duration =
                collected.stream()
                        .filter(
                                metric ->
                                        metric.getName().equals("gen_ai.client.inference.duration"))
                        .findFirst()
                        .orElseThrow();
        assertThat(duration.getUnit()).isEqualTo("s");
        assertThat(duration.getHistogramData().getPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.getCount()).isEqualTo(2));
    }

    @Test
    void aRetryIsAnEventOfItsCall() {
        local.script(
                Scripted.error("ThrottlingException", "Too many requests"), Scripted.text("Hi"));
        try (Bedrock patient =
                Bedrock.builder()
                        .region("us-east-1")
                        .baseUrl(local.endpoint().toString())
                        .apiKey("k")
                        .retries(Retries.DEFAULT.withThrottleBase(Duration.ofMillis(1)))
                        .observer(OpenTelemetryObserver.create(sdk))
                        .build()) {
            patient.model(NOVA).invoke("Hi");
        }
        SpanData call = span("chat " + NOVA);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(call.getEvents())
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.getName()).isEqualTo("outcrop.retry");
                            assertThat(
                                            event.getAttributes()
                                                    .get(AttributeKey.longKey("outcrop.attempt")))
                                    .isEqualTo(2);
                            assertThat(
                                            event.getAttributes()
                                                    .get(AttributeKey.stringKey("error.type")))
                                    .endsWith("ThrottledException");
                        });
    }

    @Test
    void aStreamThatIsClosedEarlyIsCancelled() {
        local.script(Scripted.text("one two three four five six seven eight nine ten"));
        try (ReplyStream stream = bedrock.chat(NOVA).stream("Hi")) {
            stream.iterator().next();
        }
        assertThat(exporter.getFinishedSpanItems())
                .hasSize(2)
                .allMatch(span -> span.getStatus().getStatusCode() == StatusCode.ERROR);
    }

    @Test
    void nothingStaysOpen() {
        for (int i = 0; i < 20; i++) {
            local.script(calls("first"), Scripted.text("Rain."));
            bedrock.chat(NOVA).tools(traced("first")).ask("Coat?");
        }
        assertThat(exporter.getFinishedSpanItems()).hasSize(20 * 5);
    }
}
