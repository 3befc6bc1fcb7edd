package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.error.CancelledException;
import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.json.Json;
import dev.outcrop.message.Embeddings;
import dev.outcrop.message.Embeddings.Options;
import dev.outcrop.message.Invocation;
import dev.outcrop.message.Usage;

import java.util.ArrayList;
import java.util.List;

/** Embeds any number of texts, as many in each call as the model takes, several calls at a time. */
public final class EmbeddingCalls {
    private final NativeCalls calls;
    private final ContextCarrier carrier;

    /**
     * @param carrier carries the context of the calling thread to those of the calls
     */
    public EmbeddingCalls(NativeCalls calls, ContextCarrier carrier) {
        this.calls = calls;
        this.carrier = carrier;
    }

    private record Vectors(List<float[]> vectors, Usage usage) {}

    /**
     * Returns the vectors of the texts. The first failure ends it: no further calls begin.
     *
     * @throws dev.outcrop.error.BedrockException if a call fails
     */
    public Embeddings embed(String modelId, List<String> texts, Options options) {
        EmbeddingFormat format = EmbeddingFormat.of(modelId);
        List<List<String>> parts = parts(List.copyOf(texts), format.textsOfCall());
        var vectors = new ArrayList<float[]>(texts.size());
        var usage = new Usage.Total();
        for (Vectors part : all(modelId, parts, format, options)) {
            vectors.addAll(part.vectors());
            usage.add(part.usage());
        }
        return new Embeddings(vectors, usage.usage());
    }

    private List<Vectors> all(
            String modelId, List<List<String>> parts, EmbeddingFormat format, Options options) {
        if (parts.size() <= 1) {
            return parts.stream().map(part -> one(modelId, part, format, options)).toList();
        }
        List<BatchResult<Vectors>> results =
                Batch.DEFAULT
                        .withMaxActive(options.maxActive())
                        .withOnError(Batch.OnError.RETURN)
                        .withContext(carrier.wrapper())
                        .run(parts, part -> one(modelId, part, format, options));
        for (BatchResult<Vectors> result : results) {
            // A call that was not begun because of a failure is not the failure.
            if (result instanceof BatchResult.Failed<Vectors>(RuntimeException failure)
                    && !(failure instanceof CancelledException)) {
                throw failure;
            }
        }
        return results.stream().map(BatchResult::get).toList();
    }

    private Vectors one(
            String modelId, List<String> texts, EmbeddingFormat format, Options options) {
        Json.Obj body = format.body(modelId, texts, options);
        Invocation answer = calls.callWithoutOutput(modelId, body);
        Json.Obj said = answer.body() instanceof Json.Obj object ? object : Json.EMPTY;
        List<float[]> vectors = format.vectors(modelId, said, texts.size());
        if (Boolean.TRUE.equals(options.normalize()) && !format.normalizes()) {
            vectors.forEach(EmbeddingCalls::normalize);
        }
        return new Vectors(vectors, answer.usage());
    }

    private static void normalize(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] = (float) (vector[i] / length);
        }
    }

    private static List<List<String>> parts(List<String> texts, int most) {
        var parts = new ArrayList<List<String>>();
        for (int i = 0; i < texts.size(); i += most) {
            parts.add(texts.subList(i, Math.min(texts.size(), i + most)));
        }
        return parts;
    }
}
