package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.internal.protocol.vendor.Unsupported;
import dev.outcrop.internal.server.ServerRules;
import dev.outcrop.internal.server.ServerRules.Trait;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The tools of a request of Chat Completions, as far as a server supports them. */
record ServerTools(ServerRules server) {
    private static final Json REQUIRED = Json.of("required");

    /**
     * Returns the body.
     *
     * @throws dev.outcrop.error.ValidationException if the server has no tools
     */
    Json.Obj in(Json.Obj body) {
        List<Json> tools = body.array("tools");
        if (tools.isEmpty()) {
            return body;
        }
        if (server.has(Trait.NO_TOOLS)) {
            throw new Unsupported(server.name())
                    .of("tools", "Remove the tools, or use another server.");
        }
        Json.Obj changed = body;
        if (server.has(Trait.NO_STRICT_TOOLS)) {
            var loose = new ArrayList<Json>();
            tools.forEach(tool -> loose.add(withoutStrict(tool)));
            changed = changed.with("tools", new Json.Arr(loose));
        }
        return server.has(Trait.CHOICE_IS_WORD) && body.get("tool_choice") instanceof Json.Obj
                ? withOneTool(changed, body.object("tool_choice").object("function").string("name"))
                : changed;
    }

    private static Json withoutStrict(Json tool) {
        return tool instanceof Json.Obj object
                        && object.get("function") instanceof Json.Obj function
                ? object.with("function", function.without("strict"))
                : tool;
    }

    /** A tool that must be used is the only one that is sent. */
    private static Json.Obj withOneTool(Json.Obj body, @Nullable String name) {
        List<Json> named =
                body.array("tools").stream()
                        .filter(
                                tool ->
                                        tool instanceof Json.Obj object
                                                && Objects.equals(
                                                        object.object("function").string("name"),
                                                        name))
                        .toList();
        Json.Obj chosen = body.with("tool_choice", REQUIRED);
        return named.isEmpty() ? chosen : chosen.with("tools", new Json.Arr(named));
    }
}
