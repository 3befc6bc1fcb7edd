package dev.outcrop.spark.engine;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers requests: one line of JSON each, with {@code prompt} and {@code options}, which is JSON
 * as text. Every answer is a line of JSON, failures included. Safe for any number of threads.
 *
 * <p>Created by reflection with a class loader of its own. So it implements an interface of the JDK
 * only.
 */
public final class AnswerEngine implements Function<String, CompletableFuture<String>> {
    private final ModelCalls calls = new ModelCalls();

    /** Returns the answer, on a virtual thread. Cancelling the future stops the call. */
    @Override
    public CompletableFuture<String> apply(String request) {
        var answer = new CompletableFuture<String>();
        Thread caller =
                Thread.ofVirtual()
                        .name("outcrop-spark")
                        .start(() -> answer.complete(answer(request)));
        var unused =
                answer.whenComplete(
                        (line, failure) -> {
                            if (answer.isCancelled()) {
                                caller.interrupt();
                            }
                        });
        return answer;
    }

    private String answer(String request) {
        var meter = new CallMeter();
        try {
            if (!(Json.parse(request) instanceof Json.Obj object)
                    || !(object.get("prompt") instanceof Json.Str prompt)
                    || !(object.get("options") instanceof Json.Str options)) {
                throw new IllegalArgumentException("a request needs prompt and options");
            }
            return calls.of(options.value()).answer(prompt.value(), meter).toString();
        } catch (JsonException e) {
            return AnswerLine.failure(new IllegalArgumentException("not JSON", e), meter)
                    .toString();
        } catch (RuntimeException e) {
            return AnswerLine.failure(e, meter).toString();
        } catch (Error e) { // the row must end, or its task would wait for ever
            return AnswerLine.failure(new IllegalStateException(e.toString(), e), meter).toString();
        }
    }
}
