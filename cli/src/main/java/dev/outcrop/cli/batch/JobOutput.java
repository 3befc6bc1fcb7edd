package dev.outcrop.cli.batch;

import dev.outcrop.catalog.Cost;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads records of the output of a batch inference job.
 *
 * @param prices the cost of usage on demand
 */
record JobOutput(String modelId, Function<Usage, Cost> prices) {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final Set<String> WHOLE = Set.of("end_turn", "stop_sequence");

    /** Returns the result of a record with this key. */
    ResultRecord result(Json.Obj record, String id, String key) {
        Json.Obj output = record.object("modelOutput");
        Usage usage = new Usage(output.object("usage"));
        Cost full = prices.apply(usage);
        var cost = new Cost(full.usd().multiply(HALF), full.unknown(), full.atPricesOf());
        String reason = output.string("stopReason");
        ResultRecord.Failure failure = failure(record, reason);
        return new ResultRecord(
                id,
                key,
                modelId,
                failure == null ? Json.of(text(output)) : null,
                failure == null ? reason : null,
                usage,
                cost,
                failure);
    }

    private static ResultRecord.@Nullable Failure failure(
            Json.Obj record, @Nullable String reason) {
        Json.Obj error = record.object("error");
        if (!error.isEmpty()) {
            return new ResultRecord.Failure(
                    "Job" + error.get("errorCode"), String.valueOf(error.string("errorMessage")));
        }
        if (reason == null) {
            return new ResultRecord.Failure(
                    "NoConverse", "The record has no answer in the form of Converse.");
        }
        return WHOLE.contains(reason)
                ? null
                : new ResultRecord.Failure(
                        "IncompleteReply",
                        "the answer is incomplete: the model stopped with " + reason);
    }

    private static String text(Json.Obj output) {
        var text = new StringBuilder();
        for (Json block : output.object("output").object("message").array("content")) {
            if (block instanceof Json.Obj object && object.string("text") != null) {
                text.append(object.string("text"));
            }
        }
        return text.toString();
    }
}
