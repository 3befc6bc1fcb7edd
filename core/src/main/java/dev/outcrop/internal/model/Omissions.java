package dev.outcrop.internal.model;

import dev.outcrop.internal.family.ToolChoiceRules;
import dev.outcrop.internal.model.settings.Omission;
import dev.outcrop.internal.model.settings.Omission.Kind;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves out of requests what their model refused.
 *
 * @param all what is left out
 */
record Omissions(Set<Omission> all) {
    static final Omissions NONE = new Omissions(Set.of());

    Omissions {
        all = Set.copyOf(all);
    }

    Omissions with(Omission one) {
        var more = new HashSet<>(all);
        more.add(one);
        return new Omissions(more);
    }

    boolean contains(Kind kind) {
        return !all.isEmpty() && all.contains(Omission.of(kind));
    }

    /**
     * Returns the request with less params, tool choice and strictness.
     *
     * @param callers the members that are merged into the body
     */
    ConverseRequest of(ConverseRequest request, Json.Obj callers) {
        ConverseRequest less = request;
        for (Omission omission : all) {
            if (omission.kind() == Kind.PARAM) {
                less = OmittedParams.without(omission.field(), less);
            }
        }
        ToolConfig tools = less.toolConfig();
        if (tools == null || all.isEmpty()) {
            return less;
        }
        Json.Obj own =
                less.additionalModelRequestFields() instanceof Json.Obj fields
                        ? fields
                        : Json.EMPTY;
        boolean thinks =
                ToolChoiceRules.thinks(own.merged(callers.object("additionalModelRequestFields")));
        ToolChoice choice = choice(tools.toolChoice(), thinks);
        List<ToolDefinition> definitions =
                contains(Kind.STRICT_TOOLS) ? lenient(tools.tools()) : tools.tools();
        return less.toBuilder()
                .toolConfig(new ToolConfig(definitions, choice, tools.more()))
                .build();
    }

    private @Nullable ToolChoice choice(@Nullable ToolChoice wanted, boolean thinks) {
        boolean forces = wanted instanceof ToolChoice.Any || wanted instanceof ToolChoice.Tool;
        boolean refused =
                contains(Kind.FORCED_TOOL) || (thinks && contains(Kind.FORCED_TOOL_WHILE_THINKING));
        ToolChoice choice = forces && refused ? ToolChoice.AUTO : wanted;
        return contains(Kind.TOOL_CHOICE) && !(choice instanceof ToolChoice.None) ? null : choice;
    }

    private static List<ToolDefinition> lenient(List<ToolDefinition> tools) {
        var lenient = new ArrayList<ToolDefinition>(tools.size());
        for (ToolDefinition tool : tools) {
            lenient.add(
                    tool instanceof ToolDefinition.Spec spec
                            ? new ToolDefinition.Spec(
                                    spec.name(),
                                    spec.description(),
                                    spec.inputSchema(),
                                    null,
                                    spec.more())
                            : tool);
        }
        return lenient;
    }

    /** Returns the request without the cache points that the model refused. */
    ConverseRequest withoutCachePoints(ConverseRequest request) {
        if (all.isEmpty()) {
            return request;
        }
        boolean everywhere = contains(Kind.CACHE_POINTS);
        if (!everywhere && !all.contains(new Omission(Kind.CACHE_POINTS, "tools"))) {
            return request;
        }
        ConverseRequest.Builder less = request.toBuilder();
        ToolConfig tools = request.toolConfig();
        if (tools != null) {
            List<ToolDefinition> kept =
                    tools.tools().stream().filter(t -> !(t instanceof Content.CachePoint)).toList();
            less.toolConfig(
                    kept.isEmpty() ? null : new ToolConfig(kept, tools.toolChoice(), tools.more()));
        }
        if (everywhere) {
            less.system(without(request.system()));
            less.messages(
                    request.messages().stream()
                            .map(message -> message.withContent(without(message.content())))
                            .toList());
        }
        return less.build();
    }

    private static List<Content> without(List<Content> blocks) {
        return blocks.stream().filter(block -> !(block instanceof Content.CachePoint)).toList();
    }
}
