package dev.outcrop.json;

/** Where a {@link JsonWriter} writes: text, or a tree. */
abstract sealed class JsonOutput permits TextOutput, TreeOutput {
    abstract void writeStartObject();

    abstract void writeEndObject();

    abstract void writeStartArray();

    abstract void writeEndArray();

    abstract void writeName(String name);

    abstract void writeString(String value);

    abstract void writeNumber(long value);

    /**
     * @param literal a number of JSON
     */
    abstract void writeNumber(String literal);

    abstract void writeBoolean(boolean value);

    abstract void writeNull();

    /** Whether the innermost open value is an object. */
    abstract boolean isInObject();
}
