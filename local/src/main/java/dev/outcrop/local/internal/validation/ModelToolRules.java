package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.models.ModelName;
import dev.outcrop.local.internal.models.Tools;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for tools that depend on the model, and those for the schema of a tool. */
final class ModelToolRules {
    private static final Pattern NINE = Pattern.compile("[a-zA-Z0-9]{9}");
    private static final Pattern OF_BEDROCK = Pattern.compile("tooluse_[a-zA-Z0-9_-]{22}");
    private static final List<String> UNIONS = List.of("oneOf", "allOf", "anyOf");

    private ModelToolRules() {}

    /** Checks whether the operation has tools for the model. */
    static void support(ModelName model, Json.Obj body, boolean stream) {
        if (!(body.get("toolConfig") instanceof Json.Obj)) {
            return;
        }
        if (!Tools.SUPPORTED.of(model)) {
            throw ServiceError.validation("This model doesn't support tool use.");
        }
        if (stream && !Tools.STREAMED.of(model)) {
            throw ServiceError.validation("This model doesn't support tool use in streaming mode.");
        }
    }

    static void check(ModelName model, Json.Obj body, List<Json> messages) {
        Json.Obj config = body.object("toolConfig");
        tools(model, config.array("tools"));
        choice(model, config.object("toolChoice"), body);
        for (LocatedBlock block : LocatedBlock.all(messages)) {
            if (block.has("toolUse")) {
                id(model, String.valueOf(block.json().object("toolUse").string("toolUseId")));
            } else if (block.has("toolResult")) {
                Json.Obj result = block.json().object("toolResult");
                id(model, String.valueOf(result.string("toolUseId")));
                result(model, block.place(), result);
            }
        }
    }

    private static void tools(ModelName model, List<Json> tools) {
        var names = new HashSet<String>();
        for (int i = 0; i < tools.size(); i++) {
            if (tools.get(i) instanceof Json.Obj tool
                    && tool.get("toolSpec") instanceof Json.Obj spec) {
                schema(model, spec.object("inputSchema").get("json"), i);
                if (spec.get("strict") instanceof Json.Bool && !Tools.STRICT.of(model)) {
                    throw ModelErrors.ofTheModel(
                            "tools." + i + ".custom.strict: Extra inputs are not permitted");
                }
                if (!names.add(String.valueOf(spec.string("name")))
                        && !Tools.REPEATED_NAMES.of(model)) {
                    throw ModelErrors.ofTheModel("tools: Tool names must be unique.");
                }
            }
        }
    }

    private static void schema(ModelName model, @Nullable Json json, int index) {
        String place = "toolConfig.tools." + index + ".toolSpec.inputSchema.json";
        if (!(json instanceof Json.Obj schema)) {
            throw ServiceError.validation(
                    "The format of the value at "
                            + place
                            + " is invalid. Provide a json object for the field and try again.");
        }
        if (!"object".equals(schema.string("type"))) {
            throw ServiceError.validation(
                    "The value at " + place + ".type must be one of the following: object.");
        }
        if (!Tools.TOP_LEVEL_UNIONS.of(model)
                && UNIONS.stream().anyMatch(union -> schema.get(union) != null)) {
            throw ModelErrors.ofTheModel(
                    "tools."
                            + index
                            + ".custom.input_schema: input_schema does not support oneOf, allOf, or"
                            + " anyOf at the top level");
        }
    }

    private static void choice(ModelName model, Json.Obj choice, Json.Obj body) {
        Set<String> given = choice.members().keySet();
        for (String value : List.of("any", "tool")) {
            if (given.contains(value) && Tools.REFUSED_CHOICES.of(model).contains(value)) {
                throw ModelErrors.unsupportedField("toolConfig.toolChoice." + value);
            }
        }
        boolean isForced = given.contains("any") || given.contains("tool");
        if (isForced && Tools.NEVER_FORCED.of(model)) {
            throw ModelErrors.ofTheModel(
                    "tool_choice: type \"tool\" and \"any\" are not supported for this model.");
        }
        if (isForced && Tools.FORCED_ONLY_WITHOUT_THINKING.of(model) && thinks(body)) {
            throw ModelErrors.ofTheModel(
                    "Thinking may not be enabled when tool_choice forces tool use.");
        }
    }

    private static boolean thinks(Json.Obj body) {
        Json.Obj fields = body.object("additionalModelRequestFields");
        for (String member : List.of("thinking", "reasoning_config")) {
            String type = fields.object(member).string("type");
            if ("enabled".equals(type) || "adaptive".equals(type)) {
                return true;
            }
        }
        return false;
    }

    private static void id(ModelName model, String id) {
        boolean accepted =
                switch (Tools.IDS.of(model)) {
                    case ANY -> true;
                    case NINE -> NINE.matcher(id).matches();
                    case NINE_OR_OWN ->
                            NINE.matcher(id).matches() || OF_BEDROCK.matcher(id).matches();
                };
        if (!accepted) {
            throw ModelErrors.ofTheModel(
                    "Tool call id was " + id + " but must be a-z, A-Z, 0-9, with a length of 9.");
        }
    }

    private static void result(ModelName model, String place, Json.Obj result) {
        for (Json part : result.array("content")) {
            if (!(part instanceof Json.Obj block)) {
                continue;
            }
            if (block.get("image") instanceof Json.Obj && !Tools.IMAGES_IN_RESULTS.of(model)) {
                throw ServiceError.validation(
                        "This model doesn't support the image field for user messages. Remove image"
                                + " and try again.");
            }
            if (block.get("video") instanceof Json.Obj && !Tools.VIDEOS_IN_RESULTS.of(model)) {
                throw ModelErrors.ofTheModel(
                        "Malformed input request: #/"
                                + place.replace('.', '/')
                                + ": extraneous key [toolResult] is not permitted, please reformat"
                                + " your input and try again.");
            }
        }
    }
}
