package dev.outcrop.local.internal.nonchat;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Orders documents by the words that they have in common with a question.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-rerank.html">Rerank
 *     models</a>
 */
public record Rerank() implements NonChatModel {
    private static final int MOST_DOCUMENTS = 1_000;
    private static final int DIMENSIONS = 256;

    /** The place of a document among those given, and how close it is: from 0 to 1. */
    public record Scored(int index, double score) {}

    /** Returns the places of documents, the closest one first. */
    public static List<Scored> order(String query, List<String> documents) {
        double[] asked = TextVector.of(query, DIMENSIONS);
        var scored = new ArrayList<Scored>();
        for (int i = 0; i < documents.size(); i++) {
            double cosine = TextVector.cosine(asked, TextVector.of(documents.get(i), DIMENSIONS));
            scored.add(new Scored(i, Math.clamp((cosine + 0.05) / 1.05, 0, 1)));
        }
        scored.sort(Comparator.comparingDouble(Scored::score).reversed());
        return scored;
    }

    @Override
    public Result answer(Json.Obj body) {
        String query = BodyMembers.text(body, "query");
        List<String> documents = BodyMembers.texts(body, "documents", MOST_DOCUMENTS);
        long most = body.integer("top_n", documents.size());
        if (most < 1) {
            throw BodyMembers.malformed("#/top_n: " + most + " is not greater or equal to 1");
        }
        Json[] results =
                order(query, documents).stream()
                        .limit(most)
                        .map(
                                one ->
                                        (Json)
                                                Json.EMPTY
                                                        .with("index", Json.of(one.index()))
                                                        .with(
                                                                "relevance_score",
                                                                Json.of(one.score())))
                        .toArray(Json[]::new);
        return new Result(
                Json.EMPTY.with("results", Json.array(results)), BodyMembers.tokens(query));
    }
}
