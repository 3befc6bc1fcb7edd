package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.schemafill.InputKind;
import dev.outcrop.local.internal.schemafill.KnownValues;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tools that use the results of others: before one is called, and after results. */
final class ToolChain {
    private static final Pattern DECIMALS =
            Pattern.compile("-?\\d{1,3}\\.\\d{1,10}\\D{1,20}-?\\d{1,3}\\.\\d");
    private static final Pattern ID = Pattern.compile("(?<!\\w)[\\w-]{0,60}\\d");

    private ToolChain() {}

    /**
     * Returns the call of a tool that was not called for this question yet, and whose required
     * input the results contain; none if there is no such tool.
     */
    static ToolPlan next(Prompt prompt, List<Tool> tools, String question) {
        List<Json.Obj> since = prompt.sinceLastQuestion();
        var given = new KnownValues();
        Set<String> called = new HashSet<>();
        for (Json.Obj use : Prompt.blocks(since, "toolUse")) {
            called.add(String.valueOf(use.string("name")));
            given.add(use.object("input"));
        }
        Json.Obj known = results(since).values();
        Optional<Tool> best = new ToolRanking(tools).best(question).map(ToolRanking.Match::tool);
        // The tool that the question is about comes last: it may use the results of the others.
        return tools.stream()
                .filter(tool -> !called.contains(tool.name()))
                .filter(tool -> provides(known, given.values(), tool))
                .min(Comparator.comparing(tool -> best.isPresent() && best.get().equals(tool)))
                .map(
                        tool ->
                                new ToolPlan(
                                        List.of(new ToolPlan.Planned(tool, question, known)),
                                        "The results contain its input."))
                .orElse(ToolPlan.NONE);
    }

    private static KnownValues results(List<Json.Obj> messages) {
        var known = new KnownValues();
        for (Json.Obj result : Prompt.blocks(messages, "toolResult")) {
            if ("error".equals(result.string("status"))) {
                continue;
            }
            for (Json.Obj block : Prompt.objects(result.array("content"))) {
                for (String kind : List.of("json", "text")) {
                    Json content = block.get(kind);
                    if (content != null) {
                        known.add(content);
                    }
                }
            }
        }
        return known;
    }

    /** What a result repeats of the input is nothing new. */
    private static boolean provides(Json.Obj known, Json.Obj given, Tool tool) {
        Set<String> required = tool.required().keySet();
        boolean all = required.stream().allMatch(name -> known.get(KnownValues.key(name)) != null);
        boolean some =
                required.stream()
                        .map(KnownValues::key)
                        .anyMatch(key -> known.get(key) != null && !same(known, given, key));
        return all && some;
    }

    private static boolean same(Json.Obj known, Json.Obj given, String key) {
        Json before = given.get(key);
        return before != null && before.equals(known.get(key));
    }

    /**
     * Replaces a call whose coordinates or id the question does not contain by one of a tool that
     * provides them, if there is such a tool.
     */
    static ToolPlan providersFirst(ToolPlan plan, Prompt prompt, List<Tool> tools) {
        Json.Obj known = results(prompt.messages()).values();
        List<ToolPlan.Planned> calls = new ArrayList<>();
        Set<String> rules = new HashSet<>();
        for (ToolPlan.Planned call : plan.calls()) {
            Tool provider = provider(call, known, tools);
            var instead = provider == null ? call : new ToolPlan.Planned(provider, call.text());
            if (provider != null) {
                rules.add("It provides what " + call.tool().name() + " requires.");
            }
            if (!calls.contains(instead)) {
                calls.add(instead);
            }
        }
        return new ToolPlan(calls, rules.isEmpty() ? plan.rule() : String.join(" ", rules));
    }

    private static @Nullable Tool provider(
            ToolPlan.Planned call, Json.Obj known, List<Tool> tools) {
        for (Map.Entry<String, Json.Obj> input : call.tool().required().entrySet()) {
            InputKind kind = InputKind.of(input.getKey(), input.getValue());
            if (isMissing(kind, call.text())
                    && known.get(KnownValues.key(input.getKey())) == null) {
                for (Tool tool : tools) {
                    boolean needsIt = tool.inputs().containsKey(input.getKey());
                    if (!tool.equals(call.tool())
                            && !needsIt
                            && provides(tool, input.getKey(), kind)) {
                        return tool;
                    }
                }
            }
        }
        return null;
    }

    /** Whether a text contains the coordinates, addresses and ids that a tool requires. */
    static boolean hasInputs(Tool tool, String text) {
        return tool.required().entrySet().stream()
                .noneMatch(
                        input -> isMissing(InputKind.of(input.getKey(), input.getValue()), text));
    }

    private static boolean isMissing(InputKind kind, String text) {
        return switch (kind) {
            case LATITUDE, LONGITUDE -> !DECIMALS.matcher(text).find();
            case ID -> !ID.matcher(text).find();
            case EMAIL -> text.indexOf('@') < 0;
            default -> false;
        };
    }

    /** Whether a tool's name and description say so. */
    private static boolean provides(Tool tool, String input, InputKind kind) {
        Set<String> words = Words.of(tool.name() + " " + tool.description());
        if (kind != InputKind.ID) {
            return Words.of("coordinates latitude longitude geocode geocoding lat").stream()
                    .anyMatch(words::contains);
        }
        // "customer_id": a tool that looks customers up, and says "id".
        Set<String> of = Words.of(input);
        return words.contains("id") && !of.isEmpty() && words.containsAll(of);
    }
}
