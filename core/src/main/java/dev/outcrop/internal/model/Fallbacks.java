package dev.outcrop.internal.model;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.LimitReachedException;
import dev.outcrop.error.ModelException;
import dev.outcrop.error.ModelTimeoutException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.observe.CallOrigin;
import dev.outcrop.internal.observe.ObserverList;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.Objects;

/** Calls one model after the other, until one answers. For one question and one thread. */
final class Fallbacks {
    private final Iterator<ModelCaller> others;
    private final Protocols protocols;
    private final CallOrigin origin;
    private String failing;
    private @Nullable BedrockException first;
    private @Nullable BedrockException last;
    private int attempts;

    Fallbacks(ModelCaller model) {
        this.others = model.fallbacks().iterator();
        this.protocols = model.protocols();
        this.origin = model.origin();
        this.failing = model.id();
    }

    static CallExecutor.Answer<Turn> call(ModelCaller first, ConverseRequest request) {
        var fallbacks = new Fallbacks(first);
        try {
            return first.call(request);
        } catch (BedrockException e) {
            fallbacks.failed(e);
        }
        while (true) {
            ModelCaller model = fallbacks.next();
            try {
                CallExecutor.Answer<Turn> answer = model.call(model.taken(request));
                return answer.withAttempts(fallbacks.attempts() + answer.attempts());
            } catch (BedrockException e) {
                fallbacks.failed(e);
            }
        }
    }

    /** Records that the current model has failed. */
    void failed(BedrockException failure) {
        attempts += failure.details().attempts();
        if (first != null) {
            first.addSuppressed(failure);
        } else {
            first = failure;
        }
        last = failure;
    }

    /**
     * Returns the next model to call.
     *
     * @throws BedrockException the first failure, if there is none; a cancellation takes precedence
     */
    ModelCaller next() {
        BedrockException why = Objects.requireNonNull(last);
        if (others.hasNext() && mayMend(why)) {
            ModelCaller next = others.next().with(origin);
            report(next.id(), why);
            failing = next.id();
            return next;
        }
        throw why instanceof CancelledException ? why : Objects.requireNonNull(first);
    }

    private void report(String next, BedrockException why) {
        var observers = ObserverList.of(protocols.observers(), origin.context().observers());
        if (!observers.isEmpty()) {
            String from = failing;
            observers.tell(observer -> observer.fellBack(origin.question(), from, next, why));
        }
    }

    /** Returns why the last one gave no answer. */
    String why() {
        return Objects.requireNonNull(last).what();
    }

    /** Returns how often requests were sent to the models that failed. */
    int attempts() {
        return attempts;
    }

    /**
     * Whether another model may answer after this failure. Not if the caller stopped the call, if
     * its own limits or credentials caused it, or if the request was rejected before it was sent.
     */
    static boolean mayMend(BedrockException failure) {
        return switch (failure) {
            case ValidationException refused -> refused.details().status() != 0;
            case ThrottledException ignored -> true;
            case QuotaExceededException ignored -> true;
            case AccessDeniedException ignored -> true;
            case NotFoundException ignored -> true;
            case ModelException ignored -> true;
            case ModelTimeoutException ignored -> true;
            case ServiceException ignored -> true;
            case ConnectionException ignored -> true;
            case TimedOutException ignored -> true;
            case StreamTruncatedException ignored -> true;
            case ProtocolException ignored -> true;
            case IncompleteReplyException ignored -> false;
            case StructuredOutputException ignored -> false;
            case CredentialsException ignored -> false;
            case LimitReachedException ignored -> false;
            case CancelledException ignored -> false;
        };
    }
}
