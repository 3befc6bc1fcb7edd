package dev.outcrop.tool;

import java.util.regex.Pattern;

/** Checks the names of tools by Bedrock's rules. */
final class ToolNames {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private ToolNames() {}

    static String requireLegal(String name) {
        if (!LEGAL.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a tool's name must be 1 to 64 letters, digits, _ and -, not \"" + name + "\"");
        }
        return name;
    }
}
