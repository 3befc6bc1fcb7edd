package dev.outcrop.internal.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The capturing groups of an expression, and which of them are referred to. */
final class EcmaGroups {
    private final EcmaScanner in;
    private final Map<String, Integer> names = new HashMap<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final Map<Integer, Span> closed = new HashMap<>();
    private final Set<Integer> behind = new HashSet<>();
    private final List<Span> choices = new ArrayList<>();
    private final List<Repeat> repeats = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private int count;

    /** A part of the expression, by its first character and the one after its last. */
    private record Span(int start, int end) {
        boolean isAround(Span other) {
            return start <= other.start && other.end <= end && !equals(other);
        }
    }

    private record Reference(int group, int at) {}

    private record Repeat(Span span, EcmaScanner.Count count) {}

    EcmaGroups(EcmaScanner in) {
        this.in = in;
        var used = new HashSet<String>();
        var ahead = in.copy();
        boolean within = false;
        while (!ahead.ended()) {
            int c = ahead.next();
            if (c == '\\' && !ahead.ended()) {
                int escaped = ahead.peek();
                if (!within && escaped >= '1' && escaped <= '9') {
                    numbers.add(ahead.number());
                } else {
                    ahead.next();
                    if (!within && escaped == 'k' && ahead.startsWith("<")) {
                        used.add(ahead.reference());
                    }
                }
            } else if (within) {
                within = c != ']';
            } else if (c == '[') {
                within = true;
            } else if (c == '(') {
                boolean named =
                        ahead.startsWith("?<")
                                && !ahead.startsWith("?<=")
                                && !ahead.startsWith("?<!");
                if (named || !ahead.startsWith("?")) {
                    count++;
                }
                if (named) {
                    ahead.take("?<");
                    if (names.put(ahead.name(), count) != null) {
                        throw ahead.error("Two groups of one name");
                    }
                }
            }
        }
        for (String name : used) {
            numbers.add(named(name));
        }
    }

    int count() {
        return count;
    }

    int named(String name) {
        Integer number = names.get(name);
        if (number == null) {
            throw in.error("Reference to a group that does not exist");
        }
        return number;
    }

    boolean isUsed(int number) {
        return numbers.contains(number);
    }

    boolean isClosed(int number) {
        return closed.containsKey(number);
    }

    void closed(int number, int start, int end, boolean inLookbehind) {
        closed.put(number, new Span(start, end));
        if (inLookbehind) {
            behind.add(number);
        }
    }

    void choice(int start, int end) {
        choices.add(new Span(start, end));
    }

    void repeated(int start, int end, EcmaScanner.Count count) {
        repeats.add(new Repeat(new Span(start, end), count));
    }

    void referred(int number, int at) {
        references.add(new Reference(number, at));
    }

    /**
     * Rejects references whose meaning differs in Java. There a group keeps its match from an
     * earlier round of a repetition; in ECMAScript each round begins without it.
     */
    void check() {
        for (Reference reference : references) {
            Span group = closed.get(reference.group());
            if (group == null) {
                continue;
            }
            boolean forgotten =
                    repeats.stream()
                            .filter(repeat -> repeat.count().most() > 1)
                            .map(Repeat::span)
                            .filter(round -> round.isAround(group))
                            .anyMatch(
                                    round ->
                                            reference.at() > round.end()
                                                    || isOptional(group, round));
            if (forgotten || behind.contains(reference.group())) {
                throw in.error("Reference to a group of a repetition or a lookbehind");
            }
        }
    }

    private boolean isOptional(Span group, Span round) {
        return choices.stream().anyMatch(span -> span.isAround(group) && round.isAround(span))
                || repeats.stream()
                        .filter(repeat -> repeat.count().least() == 0)
                        .map(Repeat::span)
                        .anyMatch(span -> span.isAround(group) && round.isAround(span));
    }
}
