package dev.outcrop.opentelemetry;

import dev.outcrop.error.BedrockException;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Observer;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The spans of calls that are running. Safe for any number of threads. */
final class CallSpans {
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("outcrop.attempt");
    private static final AttributeKey<Double> WAIT = AttributeKey.doubleKey("outcrop.retry.wait");

    private final Tracer tracer;
    private final Metrics metrics;
    private final ContentSettings content;
    private final String provider;
    private final QuestionSpans questions;
    private final Map<Observer.Call, Context> open = new ConcurrentHashMap<>();

    CallSpans(
            Tracer tracer,
            Metrics metrics,
            ContentSettings content,
            String provider,
            QuestionSpans questions) {
        this.tracer = tracer;
        this.metrics = metrics;
        this.content = content;
        this.provider = provider;
        this.questions = questions;
    }

    void started(Observer.Call call) {
        Context parent = questions.of(call.question());
        String operation = operation(call);
        SpanBuilder builder =
                tracer.spanBuilder(
                                call.modelId().isEmpty()
                                        ? operation
                                        : operation + " " + call.modelId())
                        .setParent(parent)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute(Names.OPERATION, operation)
                        .setAttribute(Names.PROVIDER, provider)
                        .setAttribute(Names.RPC_METHOD, call.operation());
        if (!call.modelId().isEmpty()) {
            builder.setAttribute(Names.REQUEST_MODEL, call.modelId());
        }
        settings(builder, call);
        Span span = builder.startSpan();
        QuestionSpans.tags(span, call.tags());
        open.put(call, parent.with(span));
    }

    /** Returns the operation as the conventions name it; Bedrock's own name if they have none. */
    private static String operation(Observer.Call call) {
        return switch (call.operation()) {
            case "ApplyGuardrail", "CountTokens" -> call.operation();
            default ->
                    call.modelId().contains("embed") && call.question() == null
                            ? Names.EMBEDDINGS
                            : Names.CHAT;
        };
    }

    private static void settings(SpanBuilder span, Observer.Call call) {
        InferenceConfig config = call.inferenceConfig();
        if (config.maxTokens() != null) {
            span.setAttribute(Names.REQUEST_MAX_TOKENS, Long.valueOf(config.maxTokens()));
        }
        if (config.temperature() != null) {
            span.setAttribute(Names.REQUEST_TEMPERATURE, config.temperature());
        }
        if (config.topP() != null) {
            span.setAttribute(Names.REQUEST_TOP_P, config.topP());
        }
        if (!config.stopSequences().isEmpty()) {
            span.setAttribute(Names.REQUEST_STOP, config.stopSequences());
        }
        if (call.guardrailId() != null) {
            span.setAttribute(Names.GUARDRAIL, call.guardrailId());
        }
    }

    private AttributesBuilder attributes(Observer.Call call) {
        return Attributes.builder()
                .put(Names.OPERATION, operation(call))
                .put(Names.PROVIDER, provider)
                .put(Names.REQUEST_MODEL, call.modelId());
    }

    void retrying(Observer.Call call, int nextAttempt, Duration wait, BedrockException failure) {
        Context context = open.get(call);
        if (context != null) {
            Span.fromContext(context)
                    .addEvent(
                            "outcrop.retry",
                            Attributes.of(
                                    ATTEMPT,
                                    (long) nextAttempt,
                                    WAIT,
                                    Metrics.seconds(wait),
                                    Names.ERROR_TYPE,
                                    Failures.type(failure)));
        }
    }

    void firstDelta(Observer.Call call, Duration sinceStart) {
        Context context = open.get(call);
        if (context != null) {
            Span span = Span.fromContext(context);
            span.setAttribute(Names.REQUEST_STREAM, true);
            span.setAttribute(Names.TIME_TO_FIRST_CHUNK, Metrics.seconds(sinceStart));
            metrics.firstChunk(sinceStart, attributes(call).build(), context);
        }
    }

    void asked(Observer.Call call, String body) {
        Context context = open.get(call);
        if (context != null) {
            RequestMessages.write(Span.fromContext(context), body, content);
        }
    }

    void answered(Observer.Call call, Turn answer) {
        Context context = open.get(call);
        if (context != null) {
            Span.fromContext(context)
                    .setAttribute(
                            Names.OUTPUT_MESSAGES,
                            content.text(MessageJson.answer(answer).toString()));
        }
    }

    void ended(Observer.Call call, Observer.Ended how) {
        Context context = open.remove(call);
        if (context == null) {
            return;
        }
        Span span = Span.fromContext(context);
        Tokens.write(span, how.usage());
        span.setAttribute(Names.ATTEMPTS, (long) how.attempts());
        if (how.usd() != null) {
            span.setAttribute(Names.COST, how.usd().doubleValue());
        }
        AttributesBuilder attributes = attributes(call);
        if (how.stopReason() != null) {
            span.setAttribute(Names.FINISH_REASONS, List.of(how.stopReason().toString()));
        }
        if (how.outcome() != Observer.Outcome.DONE) {
            attributes.put(Names.ERROR_TYPE, Failures.mark(span, how.outcome(), how.failure()));
        }
        metrics.call(how.took(), how.usage(), attributes.build(), context);
        span.end();
    }
}
