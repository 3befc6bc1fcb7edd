package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import java.util.List;

/**
 * The calls of an answer.
 *
 * @param rule why these, as a sentence; empty if there is no call or the request forces it
 */
record ToolPlan(List<Planned> calls, String rule) {
    /**
     * A call whose input is not written yet.
     *
     * @param text the part of the question that the input is taken from
     * @param known values of earlier results, which the input prefers
     */
    record Planned(Tool tool, String text, Json.Obj known) {
        Planned(Tool tool, String text) {
            this(tool, text, Json.EMPTY);
        }
    }

    static final ToolPlan NONE = new ToolPlan(List.of(), "");

    ToolPlan {
        calls = List.copyOf(calls);
    }

    static ToolPlan of(List<Tool> tools, String text, String rule) {
        return new ToolPlan(tools.stream().map(tool -> new Planned(tool, text)).toList(), rule);
    }
}
