package dev.outcrop.local.internal.nativebody;

import static dev.outcrop.local.internal.nativebody.ClaudeErrors.refused;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.ClaudeModel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for tools and the choice of one. */
final class ClaudeTools {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

    /** Tools that Anthropic runs on its own servers, which Bedrock does not offer. Recorded. */
    private static final Pattern OF_THE_SERVER =
            Pattern.compile("(web_search|web_fetch|code_execution)_\\d{8}");

    private static final String TAGS =
            "'bash_20250124', 'custom', 'text_editor_20250124', 'text_editor_20250429',"
                    + " 'text_editor_20250728'";

    private static final Set<String> MEMBERS =
            Set.of(
                    "type",
                    "name",
                    "description",
                    "input_schema",
                    "cache_control",
                    "strict",
                    "eager_input_streaming",
                    "defer_loading",
                    "allowed_callers",
                    "input_examples");

    private ClaudeTools() {}

    static void check(ClaudeModel model, Json.Obj body, MessagesSurface surface) {
        var names = new HashSet<String>();
        List<Json> tools = body.array("tools");
        for (int i = 0; i < tools.size(); i++) {
            if (tools.get(i) instanceof Json.Obj tool) {
                tool(tool, "tools." + i, surface);
                if (tool.get("name") instanceof Json.Str(String name) && !names.add(name)) {
                    throw refused("tools: Tool names must be unique.");
                }
            }
        }
        choice(model, body);
    }

    private static void tool(Json.Obj tool, String place, MessagesSurface surface) {
        String type = tool.string("type");
        if (type != null && !type.equals("custom")) {
            if (surface.isOfBedrock() && OF_THE_SERVER.matcher(type).matches()) {
                throw refused(
                        place
                                + ": Input tag '"
                                + type
                                + "' found using 'type' does not match any of the expected tags: "
                                + TAGS);
            }
            return;
        }
        String custom = place + ".custom";
        ClaudeErrors.onlyKnown(tool, custom, MEMBERS);
        ClaudeErrors.required(tool, custom, "name");
        ClaudeErrors.required(tool, custom, "input_schema");
        if (!NAME.matcher(String.valueOf(tool.string("name"))).matches()) {
            throw refused(custom + ".name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
        }
        schema(tool.object("input_schema"), custom + ".input_schema");
    }

    private static void schema(Json.Obj schema, String place) {
        ClaudeErrors.required(schema, place, "type");
        if (!"object".equals(schema.string("type"))) {
            throw refused(place + ".type: Input should be 'object'");
        }
        for (String keyword : List.of("oneOf", "allOf", "anyOf")) {
            if (schema.get(keyword) != null) {
                throw refused(
                        place
                                + ": input_schema does not support oneOf, allOf, or anyOf at the top"
                                + " level");
            }
        }
    }

    private static void choice(ClaudeModel model, Json.Obj body) {
        String type = body.object("tool_choice").string("type");
        if (!"any".equals(type) && !"tool".equals(type)) {
            return;
        }
        if (neverForced(model)) {
            throw refused(
                    "tool_choice: type \"tool\" and \"any\" are not supported for this model.");
        }
        // langchain-aws 1141: from 4.8 on, both may be sent together.
        if (!model.isFrom(4, 8) && ClaudeSettings.isOn(body.object("thinking"))) {
            throw refused("Thinking may not be enabled when tool_choice forces tool use.");
        }
    }

    /** vercel/ai 21364, AI SDK amazon-bedrock 5.0.99: Haiku 5.5 accepts a forced choice. */
    private static boolean neverForced(ClaudeModel model) {
        return model.isFrom("opus", 5, 5)
                || model.isFrom("sonnet", 5, 5)
                || model.isFrom("fable", 5, 1);
    }
}
