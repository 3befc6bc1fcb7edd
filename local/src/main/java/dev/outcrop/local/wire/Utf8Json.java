package dev.outcrop.local.wire;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON in well-formed UTF-8 without a byte order mark, which core's parser would skip. */
public final class Utf8Json {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8Json() {}

    /**
     * Parses a document.
     *
     * @throws JsonException if it is not JSON, or not in UTF-8 without a byte order mark
     */
    public static Json parse(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new JsonException("not UTF-8");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw new JsonException("a byte order mark");
        }
        return Json.parse(text);
    }
}
