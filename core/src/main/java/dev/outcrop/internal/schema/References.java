package dev.outcrop.internal.schema;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** References that are JSON pointers in the fragment of a URI. */
public final class References {
    /** The keywords that refer to a schema. */
    public static final List<String> KEYWORDS = List.of("$ref", "$dynamicRef", "$recursiveRef");

    private static final String PLAIN = "-._~!$&'()*+,;=:@/?";

    private References() {}

    /** The target of a reference such as {@code #/$defs/Person}, or null if it does not exist. */
    public static Json.@Nullable Obj resolve(Json.Obj root, String reference) {
        String pointer = reference.startsWith("#") ? decoded(reference.substring(1)) : null;
        if (pointer == null || !(pointer.isEmpty() || pointer.startsWith("/"))) {
            return null;
        }
        Json place = root;
        for (String step : steps(pointer)) {
            place = place == null ? null : step(place, step);
        }
        return place instanceof Json.Obj schema ? schema : null;
    }

    /** The names and indexes of a JSON pointer. */
    static List<String> steps(String pointer) {
        return Arrays.stream(pointer.split("/", -1))
                .skip(1)
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    static @Nullable Json step(Json place, String name) {
        return switch (place) {
            case Json.Obj object -> object.get(name);
            case Json.Arr(List<Json> elements) when name.matches("0|[1-9]\\d{0,8}") ->
                    Integer.parseInt(name) < elements.size()
                            ? elements.get(Integer.parseInt(name))
                            : null;
            case Json.Arr array -> null;
            case Json.Str string -> null;
            case Json.Num number -> null;
            case Json.Bool bool -> null;
            case Json.Null none -> null;
        };
    }

    /** Decodes the percent-encoding of a fragment; null if it is invalid. */
    static @Nullable String decoded(String fragment) {
        if (fragment.indexOf('%') < 0) {
            return fragment;
        }
        byte[] utf8 = fragment.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] != '%') {
                bytes.write(utf8[i]);
                continue;
            }
            int high = i + 2 <= utf8.length - 1 ? Character.digit(utf8[i + 1], 16) : -1;
            int low = i + 2 <= utf8.length - 1 ? Character.digit(utf8[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Encodes a JSON pointer as a fragment. */
    static String encoded(String pointer) {
        var fragment = new StringBuilder();
        for (byte b : pointer.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            if (plain) {
                fragment.append(c);
            } else {
                fragment.append('%')
                        .append(Character.forDigit(c >> 4, 16))
                        .append(Character.forDigit(c & 15, 16));
            }
        }
        return fragment.toString();
    }
}
