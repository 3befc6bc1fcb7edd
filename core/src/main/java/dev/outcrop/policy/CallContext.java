package dev.outcrop.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a program attaches to its calls. Immutable. Nothing of it is sent to Bedrock, and it does
 * not change the answer.
 *
 * @param tags names and values for observers, such as the name of a feature
 * @param values objects for tools, by name: for parameters that are hidden from the model, and
 *     {@code Tool.Context}. May be secret; observers do not receive them
 * @param observers observe these calls, in addition to those of the client
 */
public record CallContext(
        Map<String, String> tags, Map<String, Object> values, List<Observer> observers) {
    /** Nothing. */
    public static final CallContext NONE = new CallContext(Map.of(), Map.of(), List.of());

    public CallContext {
        tags = copy(tags, "tags");
        values = copy(values, "values");
        Objects.requireNonNull(observers, "observers")
                .forEach(one -> Objects.requireNonNull(one, "one of the observers is null"));
        observers = List.copyOf(observers);
    }

    /** In the order of the entries. */
    private static <V> Map<String, V> copy(Map<String, V> map, String name) {
        var copy = new LinkedHashMap<>(Objects.requireNonNull(map, name));
        copy.forEach(
                (key, value) -> {
                    Objects.requireNonNull(key, () -> name + " has a key that is null");
                    Objects.requireNonNull(value, () -> name + "[" + key + "] is null");
                });
        return Collections.unmodifiableMap(copy);
    }

    /** Returns this context with a tag, in place of the one of that name. */
    public CallContext withTag(String name, String value) {
        return and(new CallContext(Map.of(name, value), Map.of(), List.of()));
    }

    /** Returns this context with a value for tools, in place of the one of that name. */
    public CallContext withValue(String name, Object value) {
        return and(new CallContext(Map.of(), Map.of(name, value), List.of()));
    }

    /** Returns this context with one more observer. */
    public CallContext withObserver(Observer observer) {
        return and(
                new CallContext(
                        Map.of(), Map.of(), List.of(Objects.requireNonNull(observer, "observer"))));
    }

    /** Returns both; for a tag or value with the same name, the other's. */
    public CallContext and(CallContext other) {
        var allTags = new LinkedHashMap<>(tags);
        allTags.putAll(other.tags);
        var allValues = new LinkedHashMap<>(values);
        allValues.putAll(other.values);
        var allObservers = new ArrayList<>(observers);
        allObservers.addAll(other.observers);
        return new CallContext(allTags, allValues, allObservers);
    }

    /** Names the values only, because they may be secret. */
    @Override
    public String toString() {
        return "CallContext[tags=" + tags + ", values=" + values.keySet() + "]";
    }
}
