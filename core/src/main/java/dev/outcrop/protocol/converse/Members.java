package dev.outcrop.protocol.converse;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes the members of an object that a type has a place for. A member that is not of the expected
 * kind is not taken, so {@link #rest()} holds whatever the type could not say, and nothing is lost.
 */
final class Members {
    private final Map<String, Json> rest;

    Members(Json.Obj object) {
        rest = new LinkedHashMap<>(object.members());
    }

    @Nullable String string(String name) {
        return rest.get(name) instanceof Json.Str(String value) ? taken(name, value) : null;
    }

    @Nullable Boolean bool(String name) {
        return rest.get(name) instanceof Json.Bool(boolean value) ? taken(name, value) : null;
    }

    @Nullable Integer integer(String name) {
        return rest.get(name) instanceof Json.Num number
                        && number.isLong()
                        && number.longValue() == (int) number.longValue()
                ? taken(name, (int) number.longValue())
                : null;
    }

    @Nullable Double decimal(String name) {
        return rest.get(name) instanceof Json.Num number && isExact(number)
                ? taken(name, number.doubleValue())
                : null;
    }

    @Nullable Json value(String name) {
        return rest.remove(name);
    }

    /** What the object of that name reads as; not taken where it is no object or reads as null. */
    <T> @Nullable T object(String name, Function<Json.Obj, @Nullable T> read) {
        return rest.get(name) instanceof Json.Obj object
                ? takenIfRead(name, read.apply(object))
                : null;
    }

    /**
     * What the array of that name reads as; not taken where it is empty or an element is not read.
     */
    <T> List<T> list(String name, Function<Json, @Nullable T> read) {
        if (!(rest.get(name) instanceof Json.Arr(List<Json> elements)) || elements.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<T>(elements.size());
        for (Json element : elements) {
            T value = read.apply(element);
            if (value == null) {
                return List.of();
            }
            values.add(value);
        }
        return taken(name, values);
    }

    /** As {@link #list}, for an array that must be there and may be empty; null where it is not. */
    <T> @Nullable List<T> required(String name, Function<Json, @Nullable T> read) {
        if (rest.get(name) instanceof Json.Arr(List<Json> elements) && elements.isEmpty()) {
            return taken(name, List.of());
        }
        List<T> values = list(name, read);
        return values.isEmpty() ? null : values;
    }

    /** The members that were not taken. */
    Json.Obj rest() {
        return rest.isEmpty() ? Json.EMPTY : new Json.Obj(rest);
    }

    static @Nullable String text(Json json) {
        return json instanceof Json.Str(String value) ? value : null;
    }

    private <T> T taken(String name, T value) {
        rest.remove(name);
        return value;
    }

    private <T> @Nullable T takenIfRead(String name, @Nullable T value) {
        return value == null ? null : taken(name, value);
    }

    private static boolean isExact(Json.Num number) {
        double value = number.doubleValue();
        return Double.isFinite(value) && number.equals(Json.of(value));
    }
}
