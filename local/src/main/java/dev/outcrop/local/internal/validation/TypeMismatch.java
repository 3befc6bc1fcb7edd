package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

/** The error for a value of the wrong type, with the message of AWS's framework. */
final class TypeMismatch {
    private TypeMismatch() {}

    static ServiceError as(String wanted, Json value) {
        String message =
                switch (value) {
                    case Json.Obj object -> "Start of structure or map found where not expected.";
                    case Json.Arr array -> "Start of list found where not expected";
                    case Json.Str text -> "STRING_VALUE can not be converted to " + wanted;
                    case Json.Num number ->
                            (number.isLong() ? "NUMBER_VALUE" : "DECIMAL_VALUE")
                                    + " can not be converted to "
                                    + wanted;
                    case Json.Bool(boolean is) ->
                            (is ? "TRUE_VALUE" : "FALSE_VALUE")
                                    + " can not be converted to "
                                    + wanted;
                    case Json.Null none -> "NULL_VALUE can not be converted to " + wanted;
                };
        return new ServiceError("SerializationException", 400, message);
    }
}
