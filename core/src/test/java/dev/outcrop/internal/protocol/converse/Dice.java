package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.SdkBytes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Random values of every kind; the same ones for the same seed. */
final class Dice {
    private static final String[] PIECES = {
        "a",
        "Roses are red",
        " ",
        "\n",
        "\t",
        "\"",
        "\\",
        "/",
        "</script>",
        "\u0000",
        "\u001f",
        "\u007f",
        "é",
        "ß",
        "\u2028",
        "漢字",
        "\ud83e\udea8",
        "\ud83d\udc68\u200d\ud83d\udc69",
        "{}",
        "null",
        "%2F",
        "\ufeff"
    };
    private static final String[] NUMBERS = {
        "0",
        "1",
        "-1",
        "7",
        "0.7",
        "0.1",
        "-0.25",
        "1.5e3",
        "2E-7",
        "2147483648",
        "9223372036854775807",
        "123456789012345678901234567890",
        "3.14159265358979323846"
    };

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean flip() {
        return random.nextBoolean();
    }

    <T> T one(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    String one(String... choices) {
        return choices[below(choices.length)];
    }

    /** In half of the cases nothing. */
    <T> @Nullable T maybe(Supplier<T> value) {
        return flip() ? value.get() : null;
    }

    <T> List<T> some(int least, int most, Supplier<T> value) {
        var values = new ArrayList<T>();
        for (int i = least + below(most - least + 1); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }

    <T> Map<String, T> map(Supplier<T> value) {
        var map = new LinkedHashMap<String, T>();
        for (int i = below(3); i >= 0; i--) {
            map.put(text() + i, value.get());
        }
        return map;
    }

    String text() {
        var text = new StringBuilder();
        for (int i = below(4); i > 0; i--) {
            text.append(one(PIECES));
        }
        return text.toString();
    }

    byte[] bytes() {
        byte[] bytes = new byte[below(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    SdkBytes sdkBytes() {
        return SdkBytes.fromByteArray(bytes());
    }

    int count() {
        return flip() ? below(10) : below(Integer.MAX_VALUE);
    }

    /** Between 0 and 1, with as many digits as a float can say. */
    String share() {
        return "0." + below(1_000_000);
    }

    /** What Smithy calls a document; never null itself, as the SDK then says nothing at all. */
    Json document() {
        Json document = json(4);
        return document.equals(Json.NULL) ? Json.EMPTY : document;
    }

    private Json json(int depth) {
        return switch (below(depth > 0 ? 9 : 6)) {
            case 0 -> Json.NULL;
            case 1 -> Json.of(flip());
            case 2, 3 -> new Json.Num(one(NUMBERS));
            case 4, 5 -> Json.of(text());
            case 6 -> new Json.Arr(some(0, 3, () -> json(depth - 1)));
            default -> new Json.Obj(map(() -> json(depth - 1)));
        };
    }
}
