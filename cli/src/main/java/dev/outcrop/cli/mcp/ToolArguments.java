package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.mcp.McpTool;
import dev.outcrop.schema.JsonSchema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Arguments of a tool from the words of a command. The schema of the tool gives their types. */
final class ToolArguments {
    private static final int LONGEST = 16 << 20;

    private ToolArguments() {}

    /**
     * Returns the arguments.
     *
     * @param given texts NAME=VALUE; or one JSON object; or {@code -} for one on stdin
     * @throws UsageException if they do not match the schema of the tool
     */
    static Json.Obj of(McpTool tool, List<String> given, InputStream stdin) {
        JsonSchema schema = JsonSchema.of(tool.inputSchema());
        boolean whole =
                given.size() == 1
                        && (given.getFirst().equals("-")
                                || given.getFirst().stripLeading().startsWith("{"));
        Json value =
                whole ? parsed(tool, given.getFirst(), stdin) : schema.fitted(named(tool, given));
        List<JsonSchema.Violation> wrong = schema.validate(value);
        if (!wrong.isEmpty() || !(value instanceof Json.Obj arguments)) {
            throw invalid(tool, wrong.isEmpty() ? "is not an object" : wrong.getFirst().toString());
        }
        return arguments;
    }

    private static Json.Obj named(McpTool tool, List<String> given) {
        Json.Obj all = Json.EMPTY;
        for (String word : given) {
            int at = word.indexOf('=');
            if (at < 1) {
                throw invalid(tool, "\"" + word + "\" is not NAME=VALUE");
            }
            all = all.with(word.substring(0, at), Json.of(word.substring(at + 1)));
        }
        return all;
    }

    private static Json parsed(McpTool tool, String given, InputStream stdin) {
        try {
            return Json.parse(
                    given.equals("-")
                            ? new String(stdin.readNBytes(LONGEST), StandardCharsets.UTF_8)
                            : given);
        } catch (JsonException | IOException e) {
            throw invalid(tool, String.valueOf(e.getMessage()));
        }
    }

    private static UsageException invalid(McpTool tool, String why) {
        var example = new StringBuilder("outcrop mcp call SERVER ").append(tool.name());
        for (String name : tool.inputSchema().object("properties").members().keySet()) {
            example.append(' ').append(name).append("=…");
        }
        return new UsageException(
                "The arguments of " + tool.name() + " are not valid: " + why + ".",
                example.toString());
    }
}
