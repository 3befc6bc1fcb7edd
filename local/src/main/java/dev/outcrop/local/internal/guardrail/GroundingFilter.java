package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A filter of the contextual grounding policy. Its scores are shares of words, where Bedrock asks a
 * model: grounding is the share of the answer's words that are in the source; relevance is the
 * share of the query's words that are in the answer, or in sentences of the source that have a word
 * of the answer.
 */
record GroundingFilter(String type, double threshold, FindingAction action) {
    /** The source and the query that an answer is compared with. */
    record Context(List<String> sources, List<String> queries) {
        static final Context NONE = new Context(List.of(), List.of());

        boolean isComplete() {
            return !sources.isEmpty() && !queries.isEmpty();
        }

        int characters() {
            return sources.stream().mapToInt(String::length).sum()
                    + queries.stream().mapToInt(String::length).sum();
        }
    }

    static List<GroundingFilter> of(Json.Obj config) {
        var filters = new ArrayList<GroundingFilter>();
        for (Json element :
                config.object("contextualGroundingPolicyConfig").array("filtersConfig")) {
            if (element instanceof Json.Obj filter
                    && !(filter.get("enabled") instanceof Json.Bool(boolean is) && !is)) {
                String action = filter.string("action");
                filters.add(
                        new GroundingFilter(
                                String.valueOf(filter.string("type")),
                                filter.get("threshold") instanceof Json.Num number
                                        ? number.doubleValue()
                                        : 0,
                                FindingAction.of(action == null ? "BLOCK" : action)));
            }
        }
        return List.copyOf(filters);
    }

    double score(Context context, String answer) {
        Set<String> said = TopicMatcher.stems(answer);
        String source = String.join("\n", context.sources());
        if (type.equals("GROUNDING")) {
            return share(said, TopicMatcher.stems(source));
        }
        Set<String> related = TopicMatcher.stems(answer);
        for (String sentence : source.split("(?<=[.!?\\n])", -1)) {
            Set<String> words = TopicMatcher.stems(sentence);
            if (words.stream().anyMatch(said::contains)) {
                related.addAll(words);
            }
        }
        return share(TopicMatcher.stems(String.join("\n", context.queries())), related);
    }

    /** Returns the action for a score. */
    FindingAction done(double score) {
        return score < threshold ? action : FindingAction.NONE;
    }

    Json.Obj json(double score) {
        return Json.EMPTY
                .with("type", Json.of(type))
                .with("threshold", Json.of(threshold))
                .with("score", Json.of(score))
                .with("action", Json.of(done(score).name()))
                .with("detected", Json.of(score < threshold));
    }

    private static double share(Set<String> of, Set<String> in) {
        if (of.isEmpty()) {
            return 1;
        }
        double share = (double) of.stream().filter(in::contains).count() / of.size();
        return Math.round(share * 100) / 100.0;
    }
}
