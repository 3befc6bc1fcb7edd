package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes JSON piece by piece. Not safe for use by several threads. The {@code member} methods leave
 * out what is null, so that optional members need no test of their own. Loops instead of lambdas:
 * deep values need the stack.
 */
public final class JsonWriter {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamWriteConstraints(
                            StreamWriteConstraints.builder().maxNestingDepth(2_000).build())
                    .build();

    private final JsonGenerator generator;

    /** The names so far in each object that is open; a null is where the object begins. */
    private final List<@Nullable String> names = new ArrayList<>();

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /** What to write; may throw whatever it likes. */
    @FunctionalInterface
    public interface Body {
        void write(JsonWriter json);
    }

    /**
     * The UTF-8 bytes of what the body writes.
     *
     * @throws JsonException if that is no JSON, or deeper than 2,000 levels
     */
    public static byte[] bytes(Body body) {
        var out = new Whole();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            body.write(new JsonWriter(generator));
        } catch (JacksonException e) {
            throw unwritable(e);
        }
        return out.bytes();
    }

    /** The generator hands over what is short in one piece, of which one copy is enough. */
    private static final class Whole extends ByteArrayOutputStream {
        Whole() {
            super(0);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (count == 0) {
                buf = Arrays.copyOfRange(bytes, offset, offset + length);
                count = length;
            } else {
                super.write(bytes, offset, length);
            }
        }

        byte[] bytes() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    static String text(Json value) {
        var out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            new JsonWriter(generator).value(value);
        } catch (JacksonException e) {
            throw unwritable(e);
        }
        return out.toString();
    }

    public JsonWriter object() {
        generator.writeStartObject();
        names.add(null);
        return this;
    }

    public JsonWriter endObject() {
        generator.writeEndObject();
        while (names.removeLast() != null) {}
        return this;
    }

    public JsonWriter array() {
        generator.writeStartArray();
        return this;
    }

    public JsonWriter endArray() {
        generator.writeEndArray();
        return this;
    }

    /** The name of the next member. */
    public JsonWriter name(String name) {
        generator.writeName(name);
        names.add(name);
        return this;
    }

    public JsonWriter value(String value) {
        if (hasLoneSurrogate(value)) {
            generator.writeRawValue(escaped(value));
        } else {
            generator.writeString(value);
        }
        return this;
    }

    public JsonWriter value(long value) {
        generator.writeNumber(value);
        return this;
    }

    public JsonWriter value(boolean value) {
        generator.writeBoolean(value);
        return this;
    }

    public JsonWriter value(Json value) {
        // By hand: to link a switch over types costs a cold start some milliseconds.
        if (value instanceof Json.Str(String text)) {
            value(text);
        } else if (value instanceof Json.Num(String literal)) {
            generator.writeNumber(literal);
        } else if (value instanceof Json.Obj object) {
            generator.writeStartObject();
            for (var member : object.members().entrySet()) {
                generator.writeName(member.getKey());
                value(member.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Json.Arr array) {
            array();
            for (Json element : array.elements()) {
                value(element);
            }
            endArray();
        } else if (value instanceof Json.Bool(boolean flag)) {
            value(flag);
        } else {
            generator.writeNull();
        }
        return this;
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
            name(name).generator.writeNumber(JsonNumbers.literal(number));
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

    /** The members of an object, into the object that is open; those it has already stay. */
    public JsonWriter members(Json.Obj object) {
        for (var member : object.members().entrySet()) {
            if (!isWritten(member.getKey())) {
                generator.writeName(member.getKey());
                value(member.getValue());
            }
        }
        return this;
    }

    private boolean isWritten(String name) {
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

    private static boolean hasLoneSurrogate(String text) {
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

    /** UTF-8 has no bytes for half of a surrogate pair; JSON has an escape. */
    private static String escaped(String text) {
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
