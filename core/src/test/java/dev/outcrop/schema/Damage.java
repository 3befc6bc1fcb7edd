package dev.outcrop.schema;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** One change to a piece of JSON, anywhere in it: another kind of value, a member less or more. */
final class Damage {
    private static final List<Json> OTHERS =
            List.of(
                    Json.NULL,
                    Json.of(false),
                    Json.of(1.5),
                    Json.array(),
                    Json.array(Json.of("x")),
                    Json.EMPTY,
                    Json.EMPTY.with("other", Json.of(1)));

    private Damage() {}

    static Json to(Json json, Random random) {
        return switch (json) {
            case Json.Obj object when !object.isEmpty() && random.nextInt(4) > 0 ->
                    member(object, random);
            case Json.Arr(List<Json> elements)
                    when !elements.isEmpty() && random.nextInt(4) > 0 -> {
                var changed = new ArrayList<>(elements);
                int place = random.nextInt(elements.size());
                changed.set(place, to(elements.get(place), random));
                yield new Json.Arr(changed);
            }
            case Json.Obj object when random.nextBoolean() ->
                    object.with("other", Json.of("one more"));
            case Json.Str text when random.nextInt(3) == 0 -> Json.of(17);
            case Json.Num number when random.nextInt(3) == 0 -> Json.of(number.literal());
            default -> OTHERS.get(random.nextInt(OTHERS.size()));
        };
    }

    private static Json member(Json.Obj object, Random random) {
        Map<String, Json> changed = new LinkedHashMap<>(object.members());
        String name = List.copyOf(changed.keySet()).get(random.nextInt(changed.size()));
        if (random.nextInt(4) == 0) {
            changed.remove(name);
        } else {
            changed.put(name, to(Objects.requireNonNull(object.get(name)), random));
        }
        return new Json.Obj(changed);
    }
}
