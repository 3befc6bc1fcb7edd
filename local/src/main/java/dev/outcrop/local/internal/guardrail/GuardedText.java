package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;

/**
 * What a guardrail evaluates.
 *
 * @param texts the texts that are guarded
 * @param total the number of characters, with those that are not guarded
 * @param context what answers are compared with
 * @param images how many images there are; they are not looked at
 */
record GuardedText(List<String> texts, int total, GroundingFilter.Context context, int images) {
    GuardedText {
        texts = List.copyOf(texts);
    }

    /** Returns texts that are all guarded. */
    static GuardedText of(List<String> texts, GroundingFilter.Context context) {
        int total = texts.stream().mapToInt(String::length).sum();
        return new GuardedText(texts, total, context, 0);
    }

    int guarded() {
        return texts.stream().mapToInt(String::length).sum();
    }

    /** Collects texts by their qualifiers, in the order of the request. */
    static final class Collector {
        private final List<String> texts = new ArrayList<>();
        private final List<String> sources = new ArrayList<>();
        private final List<String> queries = new ArrayList<>();
        private int total;
        private int images;

        /** Adds a text without qualifiers, which is not guarded. */
        void unguarded(String text) {
            total += text.length();
        }

        void guarded(String text) {
            total += text.length();
            texts.add(text);
        }

        void image() {
            images++;
        }

        /** Adds a text with its {@code qualifiers}; returns whether it is guarded. */
        boolean qualified(Json.Obj guardText) {
            String text = guardText.string("text");
            String told = text == null ? "" : text;
            List<Json> qualifiers = guardText.array("qualifiers");
            if (qualifiers.contains(Json.of("grounding_source"))) {
                sources.add(told);
            }
            if (qualifiers.contains(Json.of("query"))) {
                queries.add(told);
            }
            boolean isGuarded =
                    qualifiers.isEmpty() || qualifiers.contains(Json.of("guard_content"));
            if (isGuarded) {
                guarded(told);
            } else {
                unguarded(told);
            }
            return isGuarded;
        }

        GuardedText text() {
            return new GuardedText(
                    texts, total, new GroundingFilter.Context(sources, queries), images);
        }
    }
}
