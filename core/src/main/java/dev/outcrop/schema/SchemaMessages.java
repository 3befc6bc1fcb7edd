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
            case "maxContains" -> "holds more than " + said[1] + " elements of the kind wanted";
            case "minContains" -> "holds fewer than " + said[1] + " elements of the kind wanted";
            case "contains" -> "holds no element of the kind wanted";
            case "maxProperties" -> "has more than " + said[1] + " members";
            case "minProperties" -> "has fewer than " + said[1] + " members";
            case "required", "dependentRequired" -> "lacks " + listed(said[0]);
            case "allOf" -> "is not all that it must be";
            case "anyOf" -> "is nothing of what it may be";
            case "oneOf" -> "is not exactly one thing of what it may be";
            case "not" -> "is what it must not be";
            case "ifThen", "ifElse", "dependentSchemas" -> "is not what must follow from the rest";
            case "format" -> "is not of the format " + said[1];
            default -> "is against " + key;
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
