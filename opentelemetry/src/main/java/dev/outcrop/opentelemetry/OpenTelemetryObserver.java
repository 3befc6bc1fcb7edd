package dev.outcrop.opentelemetry;

import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Observer;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Writes calls, questions and tools as spans and metrics of OpenTelemetry. Safe for any number of
 * threads.
 *
 * <pre>{@code
 * Bedrock bedrock = Bedrock.builder()
 *         .observer(OpenTelemetryObserver.create(GlobalOpenTelemetry.get()))
 *         .build();
 * }</pre>
 *
 * <p>A question of a chat is a span {@code invoke_agent}, with a span {@code chat} for each call of
 * a model and a span {@code execute_tool} for each tool in it. The context of the calling thread
 * reaches {@code askAsync}, publishers, batches and tools, where the tool's span is the current
 * one.
 *
 * <p>Prompts, answers, and the input and results of tools are written only after {@link
 * #withContent}.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions-genai">Conventions for
 *     generative AI</a>
 */
public final class OpenTelemetryObserver implements Observer {
    private final OpenTelemetry openTelemetry;
    private final ContentSettings content;
    private final String provider;
    private final CallSpans calls;
    private final QuestionSpans questions;

    private OpenTelemetryObserver(
            OpenTelemetry openTelemetry, ContentSettings content, String provider) {
        this.openTelemetry = openTelemetry;
        this.content = content;
        this.provider = provider;
        var metrics = new Metrics(openTelemetry);
        var tracer = openTelemetry.getTracer(Names.SCOPE);
        this.questions = new QuestionSpans(tracer, metrics, content, provider);
        this.calls = new CallSpans(tracer, metrics, content, provider, questions);
    }

    /** Returns an observer that writes no content. */
    public static OpenTelemetryObserver create(OpenTelemetry openTelemetry) {
        return new OpenTelemetryObserver(
                Objects.requireNonNull(openTelemetry, "openTelemetry"),
                ContentSettings.NONE,
                Names.PROVIDER_BEDROCK);
    }

    /**
     * Returns this observer with content: prompts, answers, and the input and results of tools, at
     * most 20,000 characters each. Images and other media are left out.
     */
    public OpenTelemetryObserver withContent() {
        return withContent(UnaryOperator.identity(), ContentSettings.USUAL_LENGTH);
    }

    /**
     * Returns this observer with content.
     *
     * @param redaction called with each text; returns what to write, such as the text without
     *     names. If it throws, the text is not written
     * @param longest the longest value, in characters
     */
    public OpenTelemetryObserver withContent(UnaryOperator<String> redaction, int longest) {
        if (longest < 1) {
            throw new IllegalArgumentException("longest must be at least 1: " + longest);
        }
        return new OpenTelemetryObserver(
                openTelemetry,
                new ContentSettings(Objects.requireNonNull(redaction, "redaction"), longest),
                provider);
    }

    /**
     * Returns this observer with another provider than {@code aws.bedrock}, for clients of other
     * servers: {@code openai}, {@code anthropic}, …
     */
    public OpenTelemetryObserver withProvider(String provider) {
        return new OpenTelemetryObserver(
                openTelemetry, content, Objects.requireNonNull(provider, "provider"));
    }

    @Override
    public UnaryOperator<Runnable> contextPropagation() {
        return task -> Context.current().wrap(task);
    }

    @Override
    public boolean wantsContent() {
        return content.isWritten();
    }

    @Override
    public void questionStarted(Question question) {
        questions.started(question);
    }

    @Override
    public void questionEnded(Question question, QuestionEnded how) {
        questions.ended(question, how);
    }

    @Override
    public void fellBack(
            @Nullable Question question, String from, String to, BedrockException why) {
        questions.fellBack(question, from, to, why);
    }

    @Override
    public void toolRequested(ToolCall tool) {
        questions.toolRequested(tool);
    }

    @Override
    public void toolInput(ToolCall tool, Json input) {
        questions.toolInput(tool, input);
    }

    @Override
    public void toolDecided(ToolCall tool, boolean allowed, Duration took) {
        questions.toolDecided(tool, allowed, took);
    }

    @Override
    public @Nullable Scope toolRunning(ToolCall tool) {
        return questions.toolRunning(tool);
    }

    @Override
    public void toolResult(ToolCall tool, Content.ToolResult result) {
        questions.toolResult(tool, result);
    }

    @Override
    public void toolEnded(ToolCall tool, ToolEnded how) {
        questions.toolEnded(tool, how);
    }

    @Override
    public void started(Call call) {
        calls.started(call);
    }

    @Override
    public void retrying(Call call, int nextAttempt, Duration wait, BedrockException failure) {
        calls.retrying(call, nextAttempt, wait, failure);
    }

    @Override
    public void firstDelta(Call call, Duration sinceStart) {
        calls.firstDelta(call, sinceStart);
    }

    @Override
    public void asked(Call call, String body) {
        calls.asked(call, body);
    }

    @Override
    public void answered(Call call, Turn answer) {
        calls.answered(call, answer);
    }

    @Override
    public void ended(Call call, Ended how) {
        calls.ended(call, how);
    }
}
