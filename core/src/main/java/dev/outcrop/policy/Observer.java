package dev.outcrop.policy;

import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Observes calls, questions of chats and their tools, for logs, traces and bills. It receives
 * prompts, answers, and the input and results of tools only if {@link #wantsContent} returns true.
 *
 * <p>Methods are called on the thread of the call and must be quick: the call waits while an
 * observer blocks, and its timeouts continue. An observer that interrupts the thread cancels the
 * call. What an observer throws, an {@link Error} included, never affects a call or other
 * observers; the first failure of each observer in a call is logged to the {@link System.Logger}
 * {@code dev.outcrop.observer}.
 *
 * <p>For each call, {@link #started} is called first and {@link #ended} last, both exactly once;
 * for each question and tool the same holds for {@link #questionStarted} and {@link
 * #questionEnded}, {@link #toolRequested} and {@link #toolEnded}. A question that is cancelled by
 * another thread, or that runs out of time, may end on that thread.
 */
public interface Observer {
    /**
     * Writes calls to the logger {@code dev.outcrop.calls}, without what is asked and answered.
     * Control characters are escaped.
     */
    static Observer logging() {
        return logging(System.getLogger("dev.outcrop.calls"), false);
    }

    /**
     * Writes calls to a logger of the caller's own.
     *
     * @param content whether what is asked and answered is written too, at level trace, at most
     *     100,000 characters each. That may be secret; keys and tokens are not part of it
     */
    static Observer logging(System.Logger logger, boolean content) {
        LoggingObserver observer = LoggingObserver.to(logger);
        return content ? observer.withContent() : observer;
    }

    /**
     * Writes calls and tools to a logger of the caller's own, with prompts, answers, and the input
     * and results of tools, at level trace.
     *
     * @param redaction called with each of these texts, before it is shortened to 100,000
     *     characters; returns the text to write
     */
    static Observer logging(System.Logger logger, UnaryOperator<String> redaction) {
        return LoggingObserver.to(logger).withContent(redaction);
    }

    /**
     * Returns how context of a calling thread reaches the threads on which this observer is called,
     * as for {@code Bedrock.Builder.contextPropagation}; null for nothing. Asked once, when a
     * client is built; an observer of a single call is not asked.
     */
    default @Nullable UnaryOperator<Runnable> contextPropagation() {
        return null;
    }

    /** Called when a question of a chat begins, before its tools and its first call. */
    default void questionStarted(Question question) {}

    /** Called when a question has ended, after all of its calls and tools. */
    default void questionEnded(Question question, QuestionEnded how) {}

    /**
     * Called when a model gave no answer and another one is called in its place.
     *
     * @param question null for a call without a chat
     */
    default void fellBack(
            @Nullable Question question, String from, String to, BedrockException why) {}

    /** Called when a turn of the model is complete and requests this tool. */
    default void toolRequested(ToolCall tool) {}

    /**
     * Called with the input of a tool, after {@link #toolRequested}; only if {@link #wantsContent}
     * returns true.
     */
    default void toolInput(ToolCall tool, Json input) {}

    /**
     * Called when an approver has decided about a tool.
     *
     * @param took how long the decision took
     */
    default void toolDecided(ToolCall tool, boolean allowed, Duration took) {}

    /**
     * Called on the tool's own thread, before it runs. Sets up what the tool's code finds on its
     * thread, such as the current span of a trace.
     *
     * @return closed on the same thread when the tool has returned; null for nothing to close
     */
    default @Nullable Scope toolRunning(ToolCall tool) {
        return null;
    }

    /** Called when a tool reports its progress; only with the latest, if it reports quickly. */
    default void toolProgress(ToolCall tool, @Nullable Double fraction) {}

    /** Called with the result of a tool; only if {@link #wantsContent} returns true. */
    default void toolResult(ToolCall tool, Content.ToolResult result) {}

    /** Called when a tool has ended, or was refused. */
    default void toolEnded(ToolCall tool, ToolEnded how) {}

    /** Called when a call begins. */
    default void started(Call call) {}

    /** Called when the request is sent, for the first time or again. */
    default void attempt(Call call, int number) {}

    /** Called when an attempt failed and another one follows. */
    default void retrying(Call call, int nextAttempt, Duration wait, BedrockException failure) {}

    /** Called when the first part of the answer has arrived. */
    default void firstDelta(Call call, Duration sinceStart) {}

    /** Whether {@link #asked} and {@link #answered} are called, with content that may be secret. */
    default boolean wantsContent() {
        return false;
    }

    /**
     * Called with the request; only if {@link #wantsContent} returns true.
     *
     * @param body the JSON that is sent
     */
    default void asked(Call call, String body) {}

    /** Called with the answer of a successful call; only if {@link #wantsContent} returns true. */
    default void answered(Call call, Turn answer) {}

    /** Called when a call has ended. */
    default void ended(Call call, Ended how) {}

    /** How a call can end. */
    enum Outcome {
        DONE,
        FAILED,
        CANCELLED
    }

    /**
     * How a call ended.
     *
     * @param took from the first attempt to the end
     * @param attempts how often it was sent
     * @param events how many events of the stream were delivered; 0 for a call without streaming
     * @param usage the tokens; {@link Usage#NONE} if Bedrock sent none
     * @param stopReason why the model stopped; null unless done
     * @param failure the exception; null if done, and if it was not an exception of Outcrop
     * @param usd what the call cost at list prices, in US dollars; null if not completely known, as
     *     for an ARN that does not name its model
     */
    record Ended(
            Outcome outcome,
            Duration took,
            int attempts,
            long events,
            Usage usage,
            @Nullable StopReason stopReason,
            @Nullable BedrockException failure,
            @Nullable BigDecimal usd) {
        public Ended {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(took, "took");
            Objects.requireNonNull(usage, "usage");
        }
    }

    /**
     * How a question ended.
     *
     * @param took from the question to the end, tools and approvals included
     * @param calls how many turns of a model there were
     * @param tools how many tools were requested
     * @param usage the tokens of all turns, cached ones included; {@link Usage#NONE} if Bedrock
     *     sent none
     * @param failure what was thrown; null if done
     */
    record QuestionEnded(
            Outcome outcome,
            Duration took,
            int calls,
            int tools,
            Usage usage,
            @Nullable Throwable failure) {
        public QuestionEnded {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(took, "took");
            Objects.requireNonNull(usage, "usage");
        }
    }

    /** How a tool can end; the names are those of {@code ToolReturn.Outcome}. */
    enum ToolOutcome {
        RETURNED,
        FAILED,
        TIMED_OUT,
        CANCELLED,
        REJECTED,
        UNKNOWN_TOOL,
        BAD_INPUT
    }

    /**
     * How a tool ended.
     *
     * @param took how long it ran; zero if it did not run
     * @param failure what it threw, or the error in its input; null otherwise. Its message may
     *     contain content
     */
    record ToolEnded(ToolOutcome outcome, Duration took, @Nullable Throwable failure) {
        public ToolEnded {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(took, "took");
        }
    }

    /** What {@link #toolRunning} set up, until the tool has returned. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Identifies a question of a chat for an {@link Observer}: all calls and tools until the model
     * has answered. Compared by identity.
     */
    final class Question {
        private final String modelId;
        private final Map<String, String> tags;

        /**
         * @param tags of the caller's {@link CallContext}
         */
        public Question(String modelId, Map<String, String> tags) {
            this.modelId = modelId;
            this.tags = tags.isEmpty() ? Map.of() : Map.copyOf(tags);
        }

        /** Returns the model that is asked first; a fallback may answer. */
        public String modelId() {
            return modelId;
        }

        /** Returns the tags of the caller's {@link CallContext}. */
        public Map<String, String> tags() {
            return tags;
        }

        @Override
        public String toString() {
            return "question to " + modelId;
        }
    }

    /** Identifies a tool call of a model for an {@link Observer}. Compared by identity. */
    final class ToolCall {
        private final Question question;
        private final int round;
        private final String id;
        private final String name;

        /** Creates one; {@code round} as {@link #round()} returns it. */
        public ToolCall(Question question, int round, String id, String name) {
            this.question = question;
            this.round = round;
            this.id = id;
            this.name = name;
        }

        public Question question() {
            return question;
        }

        /**
         * Returns the number of the model's turn, from 1; 0 for a turn of the history that is
         * resumed.
         */
        public int round() {
            return round;
        }

        /** Returns the id that the model gave the call. */
        public String id() {
            return id;
        }

        /** Returns the name from the model's call; it may be any text. */
        public String name() {
            return name;
        }

        @Override
        public String toString() {
            return "tool " + name;
        }
    }

    /**
     * Identifies a call for an {@link Observer}. Compared by identity: the same object is passed to
     * all methods for one call.
     */
    final class Call {
        private final String operation;
        private final String modelId;
        private final @Nullable Question question;
        private final int round;
        private final Map<String, String> tags;
        private final InferenceConfig config;
        private final @Nullable String guardrailId;

        /** A call without a question, tags and settings. */
        public Call(String operation, String modelId) {
            this(operation, modelId, null, 0, Map.of(), InferenceConfig.NONE, null);
        }

        /**
         * @param question null for a call without a chat
         * @param round as {@link #round()} returns it
         * @param config the parameters that were set
         * @param guardrailId the guardrail that was set; null for none
         */
        public Call(
                String operation,
                String modelId,
                @Nullable Question question,
                int round,
                Map<String, String> tags,
                InferenceConfig config,
                @Nullable String guardrailId) {
            this.operation = operation;
            this.modelId = modelId;
            this.question = question;
            this.round = round;
            this.tags = tags.isEmpty() ? Map.of() : Map.copyOf(tags);
            this.config = config;
            this.guardrailId = guardrailId;
        }

        /** Returns Bedrock's name of the operation, such as {@code ConverseStream}. */
        public String operation() {
            return operation;
        }

        public String modelId() {
            return modelId;
        }

        /** Returns the question of a chat that it belongs to; null for a call without one. */
        public @Nullable Question question() {
            return question;
        }

        /** Returns the number of the model's turn in the question, from 1; 0 without a question. */
        public int round() {
            return round;
        }

        /** Returns the tags of the caller's {@link CallContext}. */
        public Map<String, String> tags() {
            return tags;
        }

        /** Returns the parameters that the caller set; the request may have more. */
        public InferenceConfig inferenceConfig() {
            return config;
        }

        /** Returns the guardrail that the caller set; null for none. */
        public @Nullable String guardrailId() {
            return guardrailId;
        }

        @Override
        public String toString() {
            return operation + " " + modelId;
        }
    }
}
