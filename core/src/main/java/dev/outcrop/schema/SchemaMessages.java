package dev.outcrop.schema;

/** Formats the library's errors in our words, which quote the schema and never the value. */
final class SchemaMessages {
    private SchemaMessages() {}

    static String of(String key, Object... said) {
        return switch (key) {
            case "falseSchema" -> "is not allowed here";
            case "type" -> "is of type " + said[0] + ", not " + listed(said[1]);
            case "const" -> "is not " + said[1];
            case "enum" -> "is none of " + listed(said[1]);
            case "multipleOf" -> "is not a multiple of " + said[1];
            case "maximum" -> "is greater than " + said[1];
            case "exclusiveMaximum" -> "is not less than " + said[1];
            case "minimum" -> "is less than " + said[1];
            case "exclusiveMinimum" -> "is not greater than " + said[1];
            case "maxLength" -> "is longer than " + said[1] + " characters";
            case "minLength" -> "is shorter than " + said[1] + " characters";
            case "maxItems" -> "has more than " + said[1] + " elements";
            case "minItems" -> "has fewer than " + said[1] + " elements";
            case "maxContains" -> "has more than " + said[1] + " elements that match \"contains\"";
            case "minContains" -> "has fewer than " + said[1] + " elements that match \"contains\"";
            case "contains" -> "has no element that matches \"contains\"";
            case "maxProperties" -> "has more than " + said[1] + " members";
            case "minProperties" -> "has fewer than " + said[1] + " members";
            case "required", "dependentRequired" -> "lacks " + listed(said[0]);
            case "allOf" -> "does not match every schema of \"allOf\"";
            case "anyOf" -> "does not match any schema of \"anyOf\"";
            case "oneOf" -> "does not match exactly one schema of \"oneOf\"";
            case "not" -> "matches the schema of \"not\"";
            case "ifThen" -> "does not match the schema of \"then\"";
            case "ifElse" -> "does not match the schema of \"else\"";
            case "dependentSchemas" -> "does not match a schema of \"dependentSchemas\"";
            case "format" -> "does not have the format " + said[1];
            default -> "does not match \"" + key + "\"";
        };
    }

    /** Without the brackets of a list. */
    private static String listed(Object said) {
        String text = said.toString();
        return text.startsWith("[") && text.endsWith("]")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
