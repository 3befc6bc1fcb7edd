package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A streaming writer of JSON. Not safe for use by several threads. The {@code member} methods omit
 * null values, so that optional members need no check by the caller.
 */
public final class JsonWriter {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .streamWriteConstraints(
                            StreamWriteConstraints.builder().maxNestingDepth(2_000).build())
                    .build();

    private final JsonOutput out;

    /** The names so far in each open object; a null marks the beginning of an object. */
    private final List<@Nullable String> names = new ArrayList<>();

    private JsonWriter(JsonOutput out) {
        this.out = out;
    }

    /** Writes JSON; may throw any exception. */
    @FunctionalInterface
    public interface Body {
        void write(JsonWriter json);
    }

    /**
     * Returns the UTF-8 bytes of what the body writes.
     *
     * @throws JsonException if that is not JSON, or deeper than 2,000 levels
     */
    public static byte[] bytes(Body body) {
        return bytes(body, false);
    }

    /**
     * Like {@link #bytes}, with U+FFFD in place of each unpaired surrogate. Services refuse JSON
     * with half of a surrogate pair, also if it is escaped.
     *
     * @throws JsonException as {@link #bytes} does
     */
    public static byte[] wellFormedBytes(Body body) {
        return bytes(body, true);
    }

    /**
     * Writes a value to a stream, in UTF-8, and flushes it. The caller closes it.
     *
     * @throws IOException if the stream throws it
     * @throws JsonException if the value is deeper than 2,000 levels
     */
    public static void write(Json value, OutputStream out) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            new JsonWriter(new TextOutput(generator, false, null)).value(value);
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw unwritable(e);
        }
        out.flush();
    }

    /** Returns the text of a value, with U+FFFD in place of each unpaired surrogate. */
    public static String wellFormedText(Json value) {
        return text(value, true);
    }

    private static byte[] bytes(Body body, boolean wellFormed) {
        var out = new DocumentBytes();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            body.write(new JsonWriter(new TextOutput(generator, wellFormed, out)));
        } catch (JacksonException e) {
            throw unwritable(e);
        }
        return out.bytes();
    }

    /**
     * What the body writes, as a value; no text is written for it.
     *
     * @throws JsonException if that is not exactly one complete value
     */
    public static Json tree(Body body) {
        var out = new TreeOutput();
        body.write(new JsonWriter(out));
        return out.value();
    }

    static String text(Json value) {
        return text(value, false);
    }

    private static String text(Json value, boolean wellFormed) {
        var out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            new JsonWriter(new TextOutput(generator, wellFormed, null)).value(value);
        } catch (JacksonException e) {
            throw unwritable(e);
        }
        return out.toString();
    }

    public JsonWriter object() {
        out.writeStartObject();
        names.add(null);
        return this;
    }

    public JsonWriter endObject() {
        out.writeEndObject();
        while (names.removeLast() != null) {}
        return this;
    }

    public JsonWriter array() {
        out.writeStartArray();
        return this;
    }

    public JsonWriter endArray() {
        out.writeEndArray();
        return this;
    }

    /** Writes the name of the next member. */
    public JsonWriter name(String name) {
        out.writeName(name);
        names.add(name);
        return this;
    }

    public JsonWriter value(String value) {
        out.writeString(value);
        return this;
    }

    public JsonWriter value(long value) {
        out.writeNumber(value);
        return this;
    }

    public JsonWriter value(boolean value) {
        out.writeBoolean(value);
        return this;
    }

    public JsonWriter value(Json value) {
        if (!isWritten(value)) {
            inside(value);
        }
        return this;
    }

    /**
     * Writes a single value; false for an object or an array. Without a switch over types: linking
     * one costs a cold start some milliseconds.
     */
    private boolean isWritten(Json value) {
        if (value instanceof Json.Str(String text)) {
            value(text);
        } else if (value instanceof Json.Num(String literal)) {
            out.writeNumber(literal);
        } else if (value instanceof Json.Bool(boolean flag)) {
            value(flag);
        } else if (value instanceof Json.Null) {
            out.writeNull();
        } else {
            return false;
        }
        return true;
    }

    /** Writes an object or an array without recursion: the caller's stack may be small. */
    private void inside(Json value) {
        var open = new ArrayDeque<Iterator<?>>();
        open.push(begun(value));
        while (!open.isEmpty()) {
            Iterator<?> last = open.peek();
            if (last.hasNext()) {
                Json next = named(last.next());
                if (!isWritten(next)) {
                    open.push(begun(next));
                }
            } else {
                open.pop();
                end();
            }
        }
    }

    private Iterator<?> begun(Json value) {
        if (value instanceof Json.Obj object) {
            out.writeStartObject();
            return object.members().entrySet().iterator();
        }
        out.writeStartArray();
        return ((Json.Arr) value).elements().iterator();
    }

    /** Returns the value of a member, after writing its name, or an element. */
    private Json named(Object next) {
        if (next instanceof Map.Entry<?, ?> member) {
            out.writeName((String) member.getKey());
            return (Json) member.getValue();
        }
        return (Json) next;
    }

    private void end() {
        if (out.isInObject()) {
            out.writeEndObject();
        } else {
            out.writeEndArray();
        }
    }

    public JsonWriter member(String name, @Nullable String value) {
        return value == null ? this : name(name).value(value);
    }

    public JsonWriter member(String name, @Nullable Number value) {
        if (value == null) {
            return this;
        }
        if (value instanceof Integer || value instanceof Long) {
            return name(name).value(value.longValue());
        }
        if (value instanceof Double number) {
            name(name).out.writeNumber(JsonNumbers.literal(number));
            return this;
        }
        return name(name).value(Json.from(value));
    }

    public JsonWriter member(String name, @Nullable Boolean value) {
        return value == null ? this : name(name).value((boolean) value);
    }

    public JsonWriter member(String name, @Nullable Json value) {
        return value == null ? this : name(name).value(value);
    }

    /** Writes the members of an object into the open object; its existing members stay. */
    public JsonWriter members(Json.Obj object) {
        for (var member : object.members().entrySet()) {
            if (!isNamed(member.getKey())) {
                out.writeName(member.getKey());
                value(member.getValue());
            }
        }
        return this;
    }

    private boolean isNamed(String name) {
        for (int i = names.size() - 1; i >= 0; i--) {
            String written = names.get(i);
            if (written == null) {
                return false;
            }
            if (written.equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static JsonException unwritable(JacksonException e) {
        return new JsonException("cannot be written as JSON: " + e.getOriginalMessage(), e);
    }

    static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the text with U+FFFD in place of each unpaired surrogate. */
    static String wellFormed(String text) {
        if (!hasLoneSurrogate(text)) {
            return text;
        }
        var out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Escapes unpaired surrogates, which UTF-8 cannot encode. */
    static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
