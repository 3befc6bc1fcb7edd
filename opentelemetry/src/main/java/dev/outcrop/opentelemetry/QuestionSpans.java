package dev.outcrop.opentelemetry;

import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.policy.Observer;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The spans of questions and tools that are running. Safe for any number of threads. */
final class QuestionSpans {
    private static final AttributeKey<String> FROM = AttributeKey.stringKey("outcrop.model.from");
    private static final AttributeKey<String> TO = AttributeKey.stringKey("outcrop.model.to");
    private static final AttributeKey<Boolean> ALLOWED =
            AttributeKey.booleanKey("outcrop.approval.allowed");
    private static final AttributeKey<Double> WAITED =
            AttributeKey.doubleKey("outcrop.approval.seconds");
    private static final int LONGEST_NAME = 200;

    private final Tracer tracer;
    private final Metrics metrics;
    private final ContentSettings content;
    private final String provider;

    /** By identity: questions and tool calls have no equality of their own. */
    private final Map<Object, Context> open = new ConcurrentHashMap<>();

    QuestionSpans(Tracer tracer, Metrics metrics, ContentSettings content, String provider) {
        this.tracer = tracer;
        this.metrics = metrics;
        this.content = content;
        this.provider = provider;
    }

    /** Returns the context for what belongs to a question; that of this thread without one. */
    Context of(Observer.@Nullable Question question) {
        Context known = question == null ? null : open.get(question);
        return known == null ? Context.current() : known;
    }

    void started(Observer.Question question) {
        String agent = question.tags().get(Names.AGENT_NAME.getKey());
        var span =
                tracer.spanBuilder(
                                agent == null
                                        ? Names.INVOKE_AGENT
                                        : Names.INVOKE_AGENT + " " + agent)
                        .setSpanKind(SpanKind.INTERNAL)
                        .setAttribute(Names.OPERATION, Names.INVOKE_AGENT)
                        .setAttribute(Names.PROVIDER, provider)
                        .setAttribute(Names.REQUEST_MODEL, question.modelId())
                        .startSpan();
        tags(span, question.tags());
        open.put(question, Context.current().with(span));
    }

    /** Tags with the names of the conventions stay as they are; others get a prefix. */
    static void tags(Span span, Map<String, String> tags) {
        tags.forEach(
                (name, value) ->
                        span.setAttribute(
                                name.startsWith("gen_ai.") ? name : Names.TAG + name, value));
    }

    void ended(Observer.Question question, Observer.QuestionEnded how) {
        Context context = open.remove(question);
        if (context == null) {
            return;
        }
        Span span = Span.fromContext(context);
        Tokens.write(span, how.usage());
        AttributesBuilder attributes = attributes(Names.INVOKE_AGENT, question.modelId());
        if (how.outcome() != Observer.Outcome.DONE) {
            attributes.put(Names.ERROR_TYPE, Failures.mark(span, how.outcome(), how.failure()));
        }
        metrics.question(how.took(), attributes.build(), context);
        span.end();
    }

    private AttributesBuilder attributes(String operation, String modelId) {
        return Attributes.builder()
                .put(Names.OPERATION, operation)
                .put(Names.PROVIDER, provider)
                .put(Names.REQUEST_MODEL, modelId);
    }

    void fellBack(
            Observer.@Nullable Question question, String from, String to, BedrockException why) {
        Span.fromContext(of(question))
                .addEvent(
                        "outcrop.fallback",
                        Attributes.of(FROM, from, TO, to, Names.ERROR_TYPE, Failures.type(why)));
    }

    void toolRequested(Observer.ToolCall tool) {
        Context parent = of(tool.question());
        String name = name(tool);
        var span =
                tracer.spanBuilder(Names.EXECUTE_TOOL + " " + name)
                        .setParent(parent)
                        .setSpanKind(SpanKind.INTERNAL)
                        .setAttribute(Names.OPERATION, Names.EXECUTE_TOOL)
                        .setAttribute(Names.TOOL_NAME, name)
                        .setAttribute(Names.TOOL_TYPE, "function")
                        .setAttribute(Names.TOOL_CALL_ID, tool.id())
                        .startSpan();
        open.put(tool, parent.with(span));
    }

    /** The model may have written any text as the name. */
    private static String name(Observer.ToolCall tool) {
        String name = tool.name();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private @Nullable Span span(Observer.ToolCall tool) {
        Context context = open.get(tool);
        return context == null ? null : Span.fromContext(context);
    }

    void toolInput(Observer.ToolCall tool, Json input) {
        Span span = span(tool);
        if (span != null) {
            span.setAttribute(Names.TOOL_ARGUMENTS, content.text(input.toString()));
        }
    }

    void toolDecided(Observer.ToolCall tool, boolean allowed, Duration took) {
        Span span = span(tool);
        if (span != null) {
            span.addEvent(
                    "outcrop.approval",
                    Attributes.of(ALLOWED, allowed, WAITED, Metrics.seconds(took)));
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closed by the returned scope, on the same thread
    Observer.@Nullable Scope toolRunning(Observer.ToolCall tool) {
        Context context = open.get(tool);
        if (context == null) {
            return null;
        }
        Scope scope = context.makeCurrent();
        return scope::close;
    }

    void toolResult(Observer.ToolCall tool, Content.ToolResult result) {
        Span span = span(tool);
        if (span != null) {
            span.setAttribute(
                    Names.TOOL_RESULT,
                    content.text(MessageJson.parts(result.content()).toString()));
        }
    }

    void toolEnded(Observer.ToolCall tool, Observer.ToolEnded how) {
        Context context = open.remove(tool);
        if (context == null) {
            return;
        }
        Span span = Span.fromContext(context);
        AttributesBuilder attributes =
                Attributes.builder()
                        .put(Names.OPERATION, Names.EXECUTE_TOOL)
                        .put(Names.TOOL_NAME, name(tool));
        span.setAttribute(
                Names.TOOL_OUTCOME, how.outcome().name().toLowerCase(java.util.Locale.ROOT));
        if (how.outcome() != Observer.ToolOutcome.RETURNED) {
            String type = toolFailure(how);
            span.setAttribute(Names.ERROR_TYPE, type);
            span.setStatus(StatusCode.ERROR); // a message may contain content
            attributes.put(Names.ERROR_TYPE, type);
        }
        metrics.tool(how.took(), attributes.build(), context);
        span.end();
    }

    private static String toolFailure(Observer.ToolEnded how) {
        Throwable failure = how.failure();
        return failure == null || how.outcome() != Observer.ToolOutcome.FAILED
                ? how.outcome().name().toLowerCase(java.util.Locale.ROOT)
                : Failures.type(failure);
    }
}
