package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.media.Base64Text;
import dev.outcrop.local.internal.validation.Shape.Range;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Validates a request against its shape: first that it can be parsed, then every constraint, then
 * that each union has exactly one member. Unknown members are ignored, and {@code null} counts as
 * missing, as in Bedrock.
 */
final class ShapeCheck {
    private final Violations violations = new Violations();
    private final List<String> unions = new ArrayList<>();

    private ShapeCheck() {}

    static void check(String shape, Json value) {
        var check = new ShapeCheck();
        check.value(shape, value, RequestPath.root(), false);
        check.violations.throwIfAny();
        if (!check.unions.isEmpty()) {
            throw ServiceError.validation(check.unions.getFirst());
        }
    }

    private void value(String name, Json value, RequestPath place, boolean secret) {
        switch (ShapeTable.shape(name)) {
            case Shape.Text text -> text(text, value, place, secret);
            case Shape.Binary binary -> {
                long length = Base64Text.decodedLength(string(value));
                if (length < 0) {
                    throw TypeMismatch.as("a Blob", value);
                }
                length(binary.length(), length, place, null);
            }
            case Shape.Whole whole -> whole(whole, value, place, secret);
            case Shape.Fraction fraction -> fraction(fraction, value, place, secret);
            case Shape.Flag flag -> {
                if (!(value instanceof Json.Bool)) {
                    throw TypeMismatch.as("a Boolean", value);
                }
            }
            case Shape.Free free -> {
                // Any JSON is valid.
            }
            case Shape.Choice choice -> choice(choice, value, place, secret);
            case Shape.Sequence sequence -> sequence(sequence, value, place, secret);
            case Shape.Mapping mapping -> mapping(mapping, value, place, secret);
            case Shape.Structure structure -> structure(name, structure, value, place, secret);
        }
    }

    private void text(Shape.Text shape, Json value, RequestPath place, boolean secret) {
        String text = string(value);
        String told = secret ? null : text;
        if (shape.pattern() != null && !matches(shape, text)) {
            violations.add(
                    place,
                    told,
                    "Member must satisfy regular expression pattern: " + shape.pattern().pattern());
        }
        length(shape.length(), text.codePointCount(0, text.length()), place, told);
    }

    /** A text that is too long is not matched: patterns take time. */
    private static boolean matches(Shape.Text shape, String text) {
        long most = Math.min(shape.length().max(), 4_096);
        return shape.pattern() == null
                || (text.length() <= most && shape.pattern().matcher(text).matches());
    }

    private void whole(Shape.Whole shape, Json value, RequestPath place, boolean secret) {
        if (!(value instanceof Json.Num number && number.isLong())) {
            throw TypeMismatch.as("an Integer", value);
        }
        range(shape.value(), (double) number.longValue(), place, secret ? null : number.literal());
    }

    private void fraction(Shape.Fraction shape, Json value, RequestPath place, boolean secret) {
        if (!(value instanceof Json.Num number)) {
            throw TypeMismatch.as("a Float", value);
        }
        double told = number.doubleValue();
        range(shape.value(), told, place, secret ? null : Float.toString((float) told));
    }

    private void choice(Shape.Choice shape, Json value, RequestPath place, boolean secret) {
        String text = string(value);
        if (!shape.values().contains(text)) {
            violations.add(
                    place,
                    secret ? null : text,
                    "Member must satisfy enum value set: " + shape.values());
        }
    }

    private void sequence(Shape.Sequence shape, Json value, RequestPath place, boolean secret) {
        if (!(value instanceof Json.Arr(List<Json> elements))) {
            throw new ServiceError("SerializationException", 400, "Expected list or null");
        }
        length(shape.length(), elements.size(), place, null);
        for (int i = 0; i < elements.size(); i++) {
            if (!(elements.get(i) instanceof Json.Null)) {
                value(shape.element(), elements.get(i), place.element(i), secret);
            }
        }
    }

    private void mapping(Shape.Mapping shape, Json value, RequestPath place, boolean secret) {
        if (!(value instanceof Json.Obj object)) {
            throw TypeMismatch.as("a Map", value);
        }
        length(shape.length(), object.members().size(), place, null);
        object.members()
                .forEach(
                        (key, member) -> {
                            value(shape.key(), Json.of(key), place.member("key"), secret);
                            if (!(member instanceof Json.Null)) {
                                value(shape.value(), member, place.member(key), secret);
                            }
                        });
    }

    private void structure(
            String name, Shape.Structure shape, Json value, RequestPath place, boolean secret) {
        if (!(value instanceof Json.Obj object)) {
            throw TypeMismatch.as("a Structure", value);
        }
        int set = 0;
        for (var member : shape.members().entrySet()) {
            Json given = object.get(member.getKey());
            if (given == null || given instanceof Json.Null) {
                if (member.getValue().required()) {
                    violations.addMissing(place.member(member.getKey()));
                }
            } else {
                set++;
                value(
                        member.getValue().shape(),
                        given,
                        place.member(member.getKey()),
                        secret || shape.secret());
            }
        }
        if (shape.union() && set != 1) {
            unions.add(
                    "The "
                            + name
                            + " object at "
                            + place
                            + (set == 0 ? " must set one" : " must set only one")
                            + " of the following keys: "
                            + String.join(", ", shape.members().keySet())
                            + ".");
        }
    }

    private void length(Range range, long length, RequestPath place, @Nullable String told) {
        if (length < range.min()) {
            violations.add(
                    place, told, "Member must have length greater than or equal to " + range.min());
        } else if (length > range.max()) {
            violations.add(
                    place, told, "Member must have length less than or equal to " + range.max());
        }
    }

    private void range(Range range, double value, RequestPath place, @Nullable String told) {
        if (value < range.min()) {
            violations.add(
                    place, told, "Member must have value greater than or equal to " + range.min());
        } else if (value > range.max()) {
            violations.add(
                    place, told, "Member must have value less than or equal to " + range.max());
        }
    }

    private static String string(Json value) {
        if (value instanceof Json.Str(String text)) {
            return text;
        }
        throw TypeMismatch.as("a String", value);
    }
}
