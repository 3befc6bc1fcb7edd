package dev.outcrop.schema;

import dev.outcrop.internal.schema.JsonPointer;
import dev.outcrop.json.Json;

import java.util.List;

/** Finds numbers such as {@code 1e999999999}, which must not be expanded for a comparison. */
final class ExtremeNumbers {
    private ExtremeNumbers() {}

    static void find(Json json, JsonPointer place, SchemaErrors faults) {
        switch (json) {
            case Json.Obj object ->
                    object.members()
                            .forEach((name, member) -> find(member, place.member(name), faults));
            case Json.Arr(List<Json> elements) -> {
                for (int i = 0; i < elements.size(); i++) {
                    find(elements.get(i), place.element(i), faults);
                }
            }
            case Json.Num number -> {
                if (!ExactNumbers.writable(number)) {
                    faults.add(place, "is a number too large or too small to read");
                }
            }
            case Json.Str string -> {}
            case Json.Bool bool -> {}
            case Json.Null none -> {}
        }
    }
}
