package dev.outcrop.internal.json;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Takes the members of an object that a type has a field for. A member of another kind is not
 * taken, so {@link #rest()} contains everything without a field, and nothing is lost.
 */
public final class Members {
    private final Json.Obj object;

    /** The names of the taken members: nearly always few, and all. */
    private final List<String> taken = new ArrayList<>(4);

    /** How many blocks are around this object. */
    private final int depth;

    public Members(Json.Obj object) {
        this(object, 0);
    }

    public Members(Json.Obj object, int depth) {
        this.object = object;
        this.depth = depth;
    }

    public int depth() {
        return depth;
    }

    public @Nullable String string(String name) {
        return left(name) instanceof Json.Str(String value) ? taken(name, value) : null;
    }

    public @Nullable Boolean bool(String name) {
        return left(name) instanceof Json.Bool(boolean value) ? taken(name, value) : null;
    }

    public @Nullable Integer integer(String name) {
        return left(name) instanceof Json.Num number
                        && number.isLong()
                        && number.longValue() == (int) number.longValue()
                ? taken(name, (int) number.longValue())
                : null;
    }

    public @Nullable Double decimal(String name) {
        return left(name) instanceof Json.Num number && isExact(number)
                ? taken(name, number.doubleValue())
                : null;
    }

    public @Nullable Json value(String name) {
        Json value = left(name);
        return value == null ? null : taken(name, value);
    }

    /** Reads the object of that name; not taken if it is not an object or reads as null. */
    public <T> @Nullable T object(String name, Function<Json.Obj, @Nullable T> read) {
        return left(name) instanceof Json.Obj inner ? takenIfRead(name, read.apply(inner)) : null;
    }

    /** Reads the array of that name; not taken if it is empty or an element cannot be read. */
    public <T> List<T> list(String name, Function<Json, @Nullable T> read) {
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
    public <T> @Nullable List<T> required(String name, Function<Json, @Nullable T> read) {
        if (left(name) instanceof Json.Arr(List<Json> elements) && elements.isEmpty()) {
            return taken(name, List.of());
        }
        List<T> values = list(name, read);
        return values.isEmpty() ? null : values;
    }

    /** Returns the members that were not taken. */
    public Json.Obj rest() {
        return object.without(taken.toArray(new String[0]));
    }

    public static @Nullable String text(Json json) {
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
