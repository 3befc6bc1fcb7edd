package dev.outcrop.spark.engine;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** The lines that answer requests. */
final class AnswerLine {
    private AnswerLine() {}

    static Json.Obj answer(
            String text, @Nullable String stopReason, String modelId, CallMeter meter) {
        return measured(meter)
                .with("answer", Json.of(text))
                .with("stopReason", Json.of(stopReason))
                .with("modelId", Json.of(modelId));
    }

    static Json.Obj failure(RuntimeException e, CallMeter meter) {
        String kind = e.getClass().getSimpleName().replace("Exception", "");
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return measured(meter)
                .with(
                        "error",
                        Json.EMPTY
                                .with("kind", Json.of(kind))
                                .with("message", Json.of(message))
                                .with("ofAllRows", Json.of(concernsAll(e))));
    }

    /** Whether all other calls would fail in the same manner. */
    private static boolean concernsAll(RuntimeException e) {
        return e instanceof CredentialsException
                || e instanceof AccessDeniedException
                || e instanceof NotFoundException
                || e instanceof QuotaExceededException;
    }

    private static Json.Obj measured(CallMeter meter) {
        Json.Obj line = Json.EMPTY;
        if (meter.usage().known()) {
            line =
                    line.with(
                            "usage",
                            Json.EMPTY
                                    .with("input", Json.of(meter.usage().input()))
                                    .with("output", Json.of(meter.usage().output()))
                                    .with("cacheRead", Json.of(meter.usage().cacheRead()))
                                    .with("cacheWrite", Json.of(meter.usage().cacheWrite())));
        }
        BigDecimal usd = meter.usd();
        return usd == null ? line : line.with("costUsd", Json.of(usd.toPlainString()));
    }
}
