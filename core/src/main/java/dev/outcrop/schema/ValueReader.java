package dev.outcrop.schema;

import dev.outcrop.internal.schema.JsonPointer;
import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Maybe;
import dev.outcrop.schema.Shape.Member;
import dev.outcrop.schema.Shape.Structure;
import dev.outcrop.schema.Shape.Union;
import dev.outcrop.schema.Shape.Unreadable;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Converts JSON to a Java value. Continues after an error, to report all of them. */
final class ValueReader {
    /** The maximum length of a constructor's message, for the model and for exceptions. */
    private static final int LONGEST = 1_000;

    private final SchemaErrors faults = new SchemaErrors();

    private ValueReader() {}

    /** Returns the value; throws all errors as one {@link MismatchException}. */
    static @Nullable Object read(Shape shape, Json json) {
        var reader = new ValueReader();
        Object value = reader.value(shape, json, JsonPointer.ROOT);
        reader.throwFaults();
        return value;
    }

    /** The values of an object's members, in the order of the members. */
    static @Nullable Object[] read(List<Member> members, Json json) {
        var reader = new ValueReader();
        @Nullable Object[] values = reader.members(members, null, json, JsonPointer.ROOT);
        reader.throwFaults();
        return values;
    }

    private void throwFaults() {
        if (!faults.isEmpty()) {
            throw new MismatchException(faults.all());
        }
    }

    /** A value, or null if it has an error. */
    private @Nullable Object value(Shape shape, Json json, JsonPointer place) {
        if (json instanceof Json.Null && !takesNull(shape)) {
            faults.add(place, "must not be null");
            return null;
        }
        return switch (shape) {
            case Shape.Scalar scalar -> scalar(scalar, json, place);
            case Shape.Any any -> any(any, json, place);
            case Shape.Enumeration enumeration -> constant(enumeration, json, place);
            case Shape.Sequence sequence -> sequence(sequence, json, place);
            case Shape.Mapping mapping -> mapping(mapping, json, place);
            case Maybe maybe -> maybe(maybe, json, place);
            case Structure structure -> structure(structure, json, place);
            case Union union -> union(union, json, place);
        };
    }

    private static boolean takesNull(Shape shape) {
        return shape instanceof Maybe || shape instanceof Shape.Any;
    }

    private @Nullable Object scalar(Shape.Scalar scalar, Json json, JsonPointer place) {
        try {
            return scalar.reading().read(json);
        } catch (Unreadable e) {
            faults.add(place, String.valueOf(e.getMessage()));
            return null;
        } catch (RuntimeException e) { // thrown by the type's own parser
            faults.add(place, "is not a valid " + scalar.type().getSimpleName());
            return null;
        }
    }

    private @Nullable Object any(Shape.Any any, Json json, JsonPointer place) {
        if (any.type() == Object.class) {
            return PlainValues.of(json);
        }
        if (!any.type().isInstance(json)) {
            faults.add(place, SchemaErrors.not(json, any.type().getSimpleName()));
            return null;
        }
        return json;
    }

    private @Nullable Object constant(Shape.Enumeration type, Json json, JsonPointer place) {
        Object constant = json instanceof Json.Str(String name) ? type.constants().get(name) : null;
        if (constant == null) {
            faults.add(
                    place,
                    "is none of "
                            + type.constants().keySet().stream().collect(Collectors.joining(", ")));
        }
        return constant;
    }

    private @Nullable Object sequence(Shape.Sequence sequence, Json json, JsonPointer place) {
        if (!(json instanceof Json.Arr(List<Json> elements))) {
            faults.add(place, SchemaErrors.not(json, "an array"));
            return null;
        }
        var values = new ArrayList<@Nullable Object>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            values.add(value(sequence.element(), elements.get(i), place.element(i)));
        }
        if (!faults.isEmpty()) {
            return null;
        }
        return switch (sequence.kind()) {
            case LIST -> Collections.unmodifiableList(values);
            case SET -> set(values, place);
            case ARRAY -> array(sequence.elementType(), values);
        };
    }

    private @Nullable Object set(List<@Nullable Object> values, JsonPointer place) {
        try {
            return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(values));
        } catch (Error e) {
            throw e;
        } catch (Throwable refusal) { // thrown by equals or hashCode
            faults.add(place, "has elements that cannot be compared: " + what(refusal));
            return null;
        }
    }

    private static Object array(Class<?> type, List<@Nullable Object> values) {
        Object array = Array.newInstance(type, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    private @Nullable Object mapping(Shape.Mapping mapping, Json json, JsonPointer place) {
        if (!(json instanceof Json.Obj object)) {
            faults.add(place, SchemaErrors.not(json, "an object"));
            return null;
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        object.members()
                .forEach(
                        (name, member) ->
                                values.put(
                                        name, value(mapping.value(), member, place.member(name))));
        return Collections.unmodifiableSequencedMap(values);
    }

    private @Nullable Object maybe(Maybe maybe, Json json, JsonPointer place) {
        if (json instanceof Json.Null) {
            return nothing(maybe);
        }
        Object value = value(maybe.value(), json, place);
        if (value == null) {
            return null;
        }
        return switch (maybe.holder()) {
            case NULL -> value;
            case OPTIONAL -> Optional.of(value);
            case INT -> OptionalInt.of((int) value);
            case LONG -> OptionalLong.of((long) value);
            case DOUBLE -> OptionalDouble.of((double) value);
        };
    }

    private static @Nullable Object nothing(Maybe maybe) {
        return switch (maybe.holder()) {
            case NULL -> null;
            case OPTIONAL -> Optional.empty();
            case INT -> OptionalInt.empty();
            case LONG -> OptionalLong.empty();
            case DOUBLE -> OptionalDouble.empty();
        };
    }

    private @Nullable Object union(Union union, Json json, JsonPointer place) {
        if (!(json instanceof Json.Obj object)) {
            faults.add(place, SchemaErrors.not(json, "an object"));
            return null;
        }
        String tag = object.string(union.tag);
        for (Structure variant : union.variants()) {
            if (variant.tag != null && variant.tag.value().equals(tag)) {
                return structure(variant, object, place);
            }
        }
        faults.add(
                place.member(union.tag),
                "is none of "
                        + union.variants().stream()
                                .map(variant -> variant.tag == null ? "" : variant.tag.value())
                                .collect(Collectors.joining(", ")));
        return null;
    }

    private @Nullable Object structure(Structure structure, Json json, JsonPointer place) {
        @Nullable Object[] values = members(structure.members(), structure.tag, json, place);
        if (!faults.isEmpty()) {
            return null;
        }
        try {
            return structure.constructor().invokeWithArguments(values);
        } catch (Error e) {
            throw e;
        } catch (Throwable refusal) {
            faults.add(place, refused(structure, refusal));
            return null;
        }
    }

    private static String refused(Structure structure, Throwable refusal) {
        return "is rejected by " + structure.name + ": " + what(refusal);
    }

    /** The message, or the name of the class if there is none, or if getting it fails. */
    private static String what(Throwable refusal) {
        String message;
        try {
            message = refusal.getMessage();
        } catch (Throwable e) { // thrown by the exception's own code
            message = null;
        }
        if (message == null || message.isBlank()) {
            return refusal.getClass().getSimpleName();
        }
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }

    private @Nullable Object[] members(
            List<Member> members, Shape.@Nullable Tag tag, Json json, JsonPointer place) {
        @Nullable Object[] values = new @Nullable Object[members.size()];
        if (!(json instanceof Json.Obj object)) {
            faults.add(place, SchemaErrors.not(json, "an object"));
            return values;
        }
        int met = tag != null && object.get(tag.name()) != null ? 1 : 0;
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            Json given = object.get(member.name());
            met += given == null ? 0 : 1;
            values[i] = member(member, given, place);
        }
        if (met < object.members().size()) {
            refuseOthers(members, tag, object, place);
        }
        return values;
    }

    private @Nullable Object member(Member member, @Nullable Json given, JsonPointer place) {
        JsonPointer its = place.member(member.name());
        if (given != null) {
            return value(member.shape(), given, its);
        }
        if (member.ifMissing() != null) {
            return value(member.shape(), member.ifMissing(), its);
        }
        if (member.shape() instanceof Maybe maybe) {
            return nothing(maybe);
        }
        faults.add(its, "is missing");
        return null;
    }

    private void refuseOthers(
            List<Member> members, Shape.@Nullable Tag tag, Json.Obj object, JsonPointer place) {
        var names = members.stream().map(Member::name).collect(Collectors.toSet());
        for (String name : object.members().keySet()) {
            if (!names.contains(name) && (tag == null || !name.equals(tag.name()))) {
                faults.add(place.member(name), "is not a member of the type");
            }
        }
    }
}
