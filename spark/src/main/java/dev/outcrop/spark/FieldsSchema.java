package dev.outcrop.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** The JSON schema of Spark's types. Fields that may be null are required, but may be null. */
final class FieldsSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FieldsSchema() {}

    /**
     * @throws IllegalArgumentException for a type without an equivalent in JSON
     */
    static ObjectNode of(StructType fields) {
        if (fields.length() == 0) {
            throw new IllegalArgumentException("fields must not be empty");
        }
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (StructField field : fields.fields()) {
            ObjectNode property = of(field.dataType(), field.name());
            if (field.getComment().isDefined()) {
                property.put("description", String.valueOf(field.getComment().get()));
            }
            properties.set(field.name(), field.nullable() ? nullable(property) : property);
            required.add(field.name());
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode nullable(ObjectNode schema) {
        String type = schema.path("type").asText();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private static ObjectNode of(DataType type, String name) {
        ObjectNode schema = JSON.createObjectNode();
        if (type instanceof StructType struct) {
            return of(struct);
        } else if (type instanceof ArrayType array) {
            schema.put("type", "array").set("items", of(array.elementType(), name));
            return schema;
        } else if (type instanceof MapType map && map.keyType() instanceof StringType) {
            schema.put("type", "object").set("additionalProperties", of(map.valueType(), name));
            return schema;
        } else if (type instanceof StringType) {
            return schema.put("type", "string");
        } else if (type instanceof BooleanType) {
            return schema.put("type", "boolean");
        } else if (type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType) {
            return schema.put("type", "integer");
        } else if (type instanceof DoubleType
                || type instanceof FloatType
                || type instanceof DecimalType) {
            return schema.put("type", "number");
        } else if (type instanceof DateType) {
            return schema.put("type", "string").put("format", "date");
        } else if (type instanceof TimestampType) {
            return schema.put("type", "string").put("format", "date-time");
        }
        throw new IllegalArgumentException(
                "the field "
                        + name
                        + " is a "
                        + type.simpleString()
                        + ", which models cannot return; use STRING");
    }
}
