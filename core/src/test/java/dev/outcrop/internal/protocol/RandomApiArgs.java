package dev.outcrop.internal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random {@code apiArgs} for a body: they replace, merge, remove and add members. */
public final class RandomApiArgs {
    private static final List<Json> VALUES =
            List.of(
                    Json.NULL,
                    Json.EMPTY,
                    Json.of(""),
                    Json.of("é\ud83d\n"),
                    Json.of(true),
                    Json.of(0.7),
                    Json.parse("1e3"),
                    Json.parse("[null,{\"a\":null}]"),
                    Json.parse("{\"a\":null,\"b\":{\"c\":1,\"d\":null}}"));

    private RandomApiArgs() {}

    /** The same ones for the same state of the random. */
    public static Json.Obj of(Random random, Json.Obj body) {
        return patch(random, body, 3);
    }

    private static Json.Obj patch(Random random, Json.Obj target, int depth) {
        var names = new ArrayList<>(target.members().keySet());
        names.add("added");
        names.add("more");
        Json.Obj patch = Json.EMPTY;
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            boolean inside = depth > 0 && random.nextBoolean();
            patch =
                    patch.with(
                            name,
                            inside
                                    ? patch(random, target.object(name), depth - 1)
                                    : VALUES.get(random.nextInt(VALUES.size())));
        }
        return patch;
    }

    /** The old way: the body is written, read, merged and written again. */
    public static String writtenTwice(byte[] body, Json.Obj apiArgs) {
        Json.Obj merged = ((Json.Obj) Json.parse(body)).merged(apiArgs);
        return text(JsonWriter.wellFormedBytes(json -> json.value(merged)));
    }

    public static String text(byte[] body) {
        return new String(body, UTF_8);
    }
}
