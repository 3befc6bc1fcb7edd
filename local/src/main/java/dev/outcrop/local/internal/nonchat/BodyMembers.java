package dev.outcrop.local.internal.nonchat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads members of bodies, and refuses what is missing or not allowed in Bedrock's words. */
final class BodyMembers {
    private BodyMembers() {}

    static String text(Json.Obj body, String name) {
        if (body.get(name) instanceof Json.Str(String text)) {
            return text;
        }
        throw malformed(
                body.get(name) == null
                        ? "#: required key [" + name + "] not found"
                        : "#/" + name + ": expected type: String");
    }

    static List<String> texts(Json.Obj body, String name, int most) {
        if (!(body.get(name) instanceof Json.Arr array)) {
            throw malformed("#: required key [" + name + "] not found");
        }
        if (array.elements().isEmpty() || array.elements().size() > most) {
            throw malformed(
                    "#/" + name + ": expected minimum item count: 1, maximum item count: " + most);
        }
        var texts = new ArrayList<String>();
        for (Json value : array.elements()) {
            if (!(value instanceof Json.Str(String text))) {
                throw malformed("#/" + name + ": expected type: String");
            }
            texts.add(text);
        }
        return texts;
    }

    static int oneOf(Json.Obj body, String name, int otherwise, Integer... allowed) {
        Json given = body.get(name);
        if (given == null) {
            return otherwise;
        }
        for (int value : allowed) {
            if (given instanceof Json.Num number && number.doubleValue() == value) {
                return value;
            }
        }
        throw malformed("#/" + name + ": " + given + " is not one of " + Arrays.asList(allowed));
    }

    static Json vector(double[] vector) {
        var values = new ArrayList<Json>(vector.length);
        for (double value : vector) {
            values.add(Json.of((float) value));
        }
        return Json.array(values.toArray(Json[]::new));
    }

    static long tokens(@Nullable String text) {
        return text == null ? 0 : Math.max(1, (text.length() + 3) / 4);
    }

    static ServiceError malformed(String why) {
        return ServiceError.validation(
                "Malformed input request: " + why + ", please reformat your input and try again.");
    }
}
