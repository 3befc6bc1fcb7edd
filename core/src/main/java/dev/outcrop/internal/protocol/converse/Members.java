package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Takes the members of an object that a type has a place for. A member that is not of the expected
 * kind is not taken, so {@link #rest()} holds whatever the type could not say, and nothing is lost.
 */
final class Members {
    private final Json.Obj object;

    /** The names of those that were taken: nearly always few, and all. */
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

    /** What the object of that name reads as; not taken where it is no object or reads as null. */
    <T> @Nullable T object(String name, Function<Json.Obj, @Nullable T> read) {
        return left(name) instanceof Json.Obj inner ? takenIfRead(name, read.apply(inner)) : null;
    }

    /**
     * What the array of that name reads as; not taken where it is empty or an element is not read.
     */
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

    /** As {@link #list}, for an array that must be there and may be empty; null where it is not. */
    <T> @Nullable List<T> required(String name, Function<Json, @Nullable T> read) {
        if (left(name) instanceof Json.Arr(List<Json> elements) && elements.isEmpty()) {
            return taken(name, List.of());
        }
        List<T> values = list(name, read);
        return values.isEmpty() ? null : values;
    }

    /** The members that were not taken. */
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
