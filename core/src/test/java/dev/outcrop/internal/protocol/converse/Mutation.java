package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Changes JSON in one place, as a service of tomorrow or a hostile one might. */
final class Mutation {
    private static final List<Json> STRANGE =
            List.of(
                    Json.NULL,
                    Json.EMPTY,
                    Json.array(),
                    Json.of("new"),
                    Json.of(""),
                    Json.of(true),
                    new Json.Num("1.50"),
                    new Json.Num("-0"),
                    new Json.Num("1e400"),
                    new Json.Num("0.30000000000000004441"),
                    Json.parse("[null, 7, {\"text\": null}, \"x\", [{}]]"),
                    Json.parse("{\"text\": \"t\", \"new\": {\"deep\": [1.0]}, \"json\": null}"));

    private final Dice dice;

    Mutation(Dice dice) {
        this.dice = dice;
    }

    Json of(Json json) {
        return switch (json) {
            case Json.Obj object when !object.isEmpty() && dice.below(4) > 0 -> member(object);
            case Json.Arr array when !array.elements().isEmpty() && dice.below(4) > 0 ->
                    element(array);
            case Json.Obj object -> object.with(dice.one("new", "text", "json", "p"), strange());
            case Json.Arr array -> {
                var elements = new ArrayList<>(array.elements());
                elements.add(strange());
                yield new Json.Arr(elements);
            }
            case Json.Str ignored -> strange();
            case Json.Num ignored -> strange();
            case Json.Bool ignored -> strange();
            case Json.Null ignored -> strange();
        };
    }

    private Json member(Json.Obj object) {
        var member = dice.one(List.copyOf(object.members().entrySet()));
        String name = member.getKey();
        Json value = member.getValue();
        return switch (dice.below(8)) {
            case 0 -> object.without(name);
            case 1 -> object.with(name, strange());
            case 2 -> object.without(name).with(name + "OfTomorrow", value);
            case 3 -> object.with(dice.one("text", "image", "cachePoint", "new"), strange());
            default -> {
                var members = new LinkedHashMap<>(object.members());
                members.put(name, of(value));
                yield new Json.Obj(members);
            }
        };
    }

    private Json element(Json.Arr array) {
        var elements = new ArrayList<>(array.elements());
        int place = dice.below(elements.size());
        elements.set(place, dice.below(6) == 0 ? strange() : of(elements.get(place)));
        return new Json.Arr(elements);
    }

    private Json strange() {
        return dice.one(STRANGE);
    }
}
