package dev.outcrop.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

/** Writes text. */
final class TextOutput extends JsonOutput {
    private final JsonGenerator generator;
    private final boolean wellFormed;
    private final @Nullable DocumentBytes target;

    /**
     * @param wellFormed whether unpaired surrogates are replaced; otherwise they are escaped
     * @param target what the generator writes to, if it accepts texts that are not copied
     */
    TextOutput(JsonGenerator generator, boolean wellFormed, @Nullable DocumentBytes target) {
        this.generator = generator;
        this.wellFormed = wellFormed;
        this.target = target;
    }

    @Override
    void writeStartObject() {
        generator.writeStartObject();
    }

    @Override
    void writeEndObject() {
        generator.writeEndObject();
    }

    @Override
    void writeStartArray() {
        generator.writeStartArray();
    }

    @Override
    void writeEndArray() {
        generator.writeEndArray();
    }

    @Override
    void writeName(String name) {
        generator.writeName(wellFormed ? JsonWriter.wellFormed(name) : name);
    }

    @Override
    void writeString(String value) {
        if (target != null && DocumentBytes.isPlain(value)) {
            generator.writeRawValue("\"");
            generator.flush();
            target.text(value);
            generator.writeRaw('"');
        } else if (wellFormed) {
            generator.writeString(JsonWriter.wellFormed(value));
        } else if (JsonWriter.hasLoneSurrogate(value)) {
            generator.writeRawValue(JsonWriter.escaped(value));
        } else {
            generator.writeString(value);
        }
    }

    @Override
    void writeNumber(long value) {
        generator.writeNumber(value);
    }

    @Override
    void writeNumber(String literal) {
        generator.writeNumber(literal);
    }

    @Override
    void writeBoolean(boolean value) {
        generator.writeBoolean(value);
    }

    @Override
    void writeNull() {
        generator.writeNull();
    }

    @Override
    boolean isInObject() {
        return generator.streamWriteContext().inObject();
    }
}
