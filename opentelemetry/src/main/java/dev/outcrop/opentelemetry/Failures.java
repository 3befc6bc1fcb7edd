package dev.outcrop.opentelemetry;

import dev.outcrop.policy.Observer;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

import org.jspecify.annotations.Nullable;

/** Writes failures: their kind, never their message, which may contain content. */
final class Failures {
    private Failures() {}

    /** Returns the class of an exception: few different values, as metrics need. */
    static String type(Throwable failure) {
        return failure.getClass().getName();
    }

    /** Marks a span as failed, and returns the kind of the failure. */
    static String mark(Span span, Observer.Outcome outcome, @Nullable Throwable failure) {
        String type =
                failure != null
                        ? type(failure)
                        : outcome == Observer.Outcome.CANCELLED ? "cancelled" : "_OTHER";
        span.setAttribute(Names.ERROR_TYPE, type);
        span.setStatus(StatusCode.ERROR);
        return type;
    }
}
