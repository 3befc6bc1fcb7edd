package dev.outcrop.internal.model;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.model.settings.Omission;
import dev.outcrop.internal.model.settings.Omission.Kind;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Sends a request, and again without a part that the model refused, if the rest means the same. A
 * part is left out once only; what helped is remembered for the model, and logged once. For one
 * question and one thread.
 */
final class SecondAttempts {
    private final ModelCaller model;
    private final ConverseRequest request;
    private Omissions omitted;

    /** What was left out for this question; nearly always nothing, so that nothing is made. */
    private List<Omission> added = List.of();

    private SentRequest prepared;
    private int attempts;

    SecondAttempts(ModelCaller model, ConverseRequest request) {
        this.model = model;
        this.request = request;
        this.omitted = model.refused();
        this.prepared = model.prepared(request, omitted);
    }

    /** How often requests were sent that were refused. */
    int attempts() {
        return attempts;
    }

    /** What the current request leaves out. */
    Omissions omissions() {
        return omitted;
    }

    /**
     * Waits for the whole answer.
     *
     * @throws BedrockException if there is none
     */
    CallExecutor.Answer<Turn> call() {
        CallExecutor.Answer<Turn> answer = sent(model::sent);
        accepted();
        return answer.withAttempts(attempts + answer.attempts());
    }

    /**
     * Waits until the answer begins.
     *
     * @throws BedrockException if it does not
     */
    AnswerEvents open() {
        return sent(it -> model.opened(it, omissions()));
    }

    private <A> A sent(Function<SentRequest, A> call) {
        while (true) {
            try {
                return call.apply(prepared);
            } catch (BedrockException e) {
                refused(e);
            }
        }
    }

    /**
     * Changes the request after a failure.
     *
     * @throws BedrockException the failure, if another attempt would not help
     */
    void refused(BedrockException failure) {
        Omission what = omission(failure);
        if (what == null) {
            throw counted(failure);
        }
        omitted = omitted.with(what);
        attempts += failure.details().attempts();
        boolean formOnly = what.kind() == Kind.OUTPUT_CONFIG && isAboutContent(failure);
        if (formOnly) {
            model.refusedSchema();
        } else {
            added = new ArrayList<>(added);
            added.add(what);
        }
        prepared = model.prepared(request, omitted);
    }

    /** Whether another attempt may help after a failure. */
    boolean mayMend(BedrockException failure) {
        return omission(failure) != null;
    }

    /** What was refused, and is not left out yet; null if another attempt would not help. */
    private @Nullable Omission omission(BedrockException failure) {
        Omission what =
                failure instanceof ValidationException refusal
                        ? model.omission(refusal, prepared)
                        : null;
        return what == null || omitted.all().contains(what) ? null : what;
    }

    /** Returns the failure with all attempts counted. */
    BedrockException counted(BedrockException failure) {
        return attempts == 0
                ? failure
                : failure.with(
                        failure.details().withAttempts(attempts + failure.details().attempts()));
    }

    /** Whether a schema was refused for what it contains: another one may be accepted. */
    private static boolean isAboutContent(BedrockException failure) {
        String what = failure.what();
        return !what.contains("not permitted")
                && !what.contains("support")
                && !what.contains("Unknown parameter");
    }

    /** Remembers what was left out, because the model accepted the rest. */
    void accepted() {
        added.forEach(model::learnt);
        added = List.of();
    }
}
