package dev.outcrop.internal.model.settings;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Removes members whose names say that they are keys, such as {@code authorization_token}. */
public final class SecretMembers {
    private static final Pattern NAME =
            Pattern.compile(
                    "(?i).*(authorization|password|secret|credential|api[_-]?key|access[_-]?key).*"
                            + "|(?:.*[_-])?token|.*[a-z]Token");

    private SecretMembers() {}

    public static Json.Obj without(Json.Obj object) {
        return (Json.Obj) clean(object, 0);
    }

    private static Json clean(Json value, int depth) {
        return switch (value) {
            case Json.Obj object when depth < DEEPEST -> {
                Json.Obj kept = object;
                for (var member : object.members().entrySet()) {
                    kept =
                            isSecret(member.getKey(), member.getValue())
                                    ? kept.without(member.getKey())
                                    : kept.with(
                                            member.getKey(), clean(member.getValue(), depth + 1));
                }
                yield kept;
            }
            case Json.Arr(List<Json> elements) when depth < DEEPEST -> {
                var cleaned = new ArrayList<Json>(elements.size());
                elements.forEach(element -> cleaned.add(clean(element, depth + 1)));
                yield new Json.Arr(cleaned);
            }
            case Json.Obj ignored -> Json.EMPTY;
            case Json.Arr ignored -> Json.array();
            default -> value;
        };
    }

    /** Numbers and flags are no keys: {@code max_token}. */
    private static boolean isSecret(String name, Json value) {
        return !(value instanceof Json.Num || value instanceof Json.Bool)
                && NAME.matcher(name).matches();
    }

    private static final int DEEPEST = 50;
}
