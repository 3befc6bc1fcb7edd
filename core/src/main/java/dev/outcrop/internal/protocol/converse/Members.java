package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Takes the members of an object that a type has a field for. A member of another kind is not
 * taken, so {@link #rest()} contains everything without a field, and nothing is lost.
 */
final class Members {
    private final Json.Obj object;

    /** The names of the taken members: nearly always few, and all. */
    private final List<String> taken = new ArrayList<>(4);

    /** How many blocks are around this object. */
    private final int depth;

    Members(Json.Obj object) {
        this(object, 0);
    }

    Members(Json.Obj object, int depth) {
        this.object = object;
        this.depth = depth;
    }

    int depth() {
        return depth;
    }

    @Nullable String string(String name) {
        return left(name) instanceof Json.Str(String value) ? taken(name, value) : null;
    }

    @Nullable Boolean bool(String name) {
        return left(name) instanceof Json.Bool(boolean value) ? taken(name, value) : null;
    }

    @Nullable Integer integer(String name) {
        return left(name) instanceof Json.Num number
                        && number.isLong()
                        && number.longValue() == (int) number.longValue()
                ? taken(name, (int) number.longValue())
                : null;
    }

    @Nullable Double decimal(String name) {
        return left(name) instanceof Json.Num number && isExact(number)
                ? taken(name, number.doubleValue())
                : null;
    }

    @Nullable Json value(String name) {
        Json value = left(name);
        return value == null ? null : taken(name, value);
    }

    /** Reads the object of that name; not taken if it is not an object or reads as null. */
    <T> @Nullable T object(String name, Function<Json.Obj, @Nullable T> read) {
        return left(name) instanceof Json.Obj inner ? takenIfRead(name, read.apply(inner)) : null;
    }

    /** Reads the array of that name; not taken if it is empty or an element cannot be read. */
    <T> List<T> list(String name, Function<Json, @Nullable T> read) {
        if (!(left(name) instanceof Json.Arr(List<Json> elements)) || elements.isEmpty()) {
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

    /** Reads a required array as {@link #list} does; it may be empty, and is null if missing. */
    <T> @Nullable List<T> required(String name, Function<Json, @Nullable T> read) {
        if (left(name) instanceof Json.Arr(List<Json> elements) && elements.isEmpty()) {
            return taken(name, List.of());
        }
        List<T> values = list(name, read);
        return values.isEmpty() ? null : values;
    }

    /** Returns the members that were not taken. */
    Json.Obj rest() {
        return object.without(taken.toArray(new String[0]));
    }

    static @Nullable String text(Json json) {
        return json instanceof Json.Str(String value) ? value : null;
    }

    private @Nullable Json left(String name) {
        return taken.contains(name) ? null : object.members().get(name);
    }

    private <T> T taken(String name, T value) {
        taken.add(name);
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
