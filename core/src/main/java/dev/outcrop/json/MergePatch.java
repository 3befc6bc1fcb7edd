package dev.outcrop.json;

/**
 * Lays one JSON over another: objects are merged member by member, {@code null} takes a member
 * away, anything else replaces what was there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396, JSON Merge Patch</a>
 */
final class MergePatch {
    private MergePatch() {}

    static Json.Obj apply(Json.Obj target, Json.Obj patch) {
        var merged = new Json.Obj.Owned(target.members());
        patch.members()
                .forEach(
                        (name, value) -> {
                            switch (value) {
                                case Json.Null() -> merged.remove(name);
                                case Json.Obj object ->
                                        merged.put(
                                                name,
                                                apply(
                                                        merged.get(name) instanceof Json.Obj below
                                                                ? below
                                                                : Json.EMPTY,
                                                        object));
                                case Json.Arr array -> merged.put(name, array);
                                case Json.Str string -> merged.put(name, string);
                                case Json.Num number -> merged.put(name, number);
                                case Json.Bool bool -> merged.put(name, bool);
                            }
                        });
        return new Json.Obj(merged);
    }
}
