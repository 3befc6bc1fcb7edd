package dev.outcrop.local.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decides which tools an answer calls. */
final class ToolPlanner {
    private static final int MOST_CALLS = 8;

    /** Longer questions are not divided: they contain documents. */
    private static final int LONGEST_DIVIDED = 1_000;

    private final Prompt prompt;
    private final ToolCalling calling;
    private final List<Tool> tools;
    private final String question;

    private ToolPlanner(Prompt prompt, ToolCalling calling) {
        this.prompt = prompt;
        this.calling = calling;
        this.tools = prompt.tools();
        this.question = prompt.lastQuestion();
    }

    static ToolPlan plan(Prompt prompt, ToolCalling calling) {
        return new ToolPlanner(prompt, calling).plan();
    }

    private ToolPlan plan() {
        String demanded = prompt.toolChoice().object("tool").string("name");
        if (demanded != null) {
            return ToolPlan.of(
                    tools.stream().filter(tool -> tool.name().equals(demanded)).limit(1).toList(),
                    question,
                    "");
        }
        if (tools.isEmpty()) {
            return ToolPlan.NONE;
        }
        if (ToolCalls.forced(prompt)) {
            return forced();
        }
        boolean answered = !prompt.toolResults().isEmpty();
        return switch (calling) {
            case NEVER -> ToolPlan.NONE;
            case NAMED -> answered ? ToolPlan.NONE : named();
            case ALWAYS ->
                    answered
                            ? ToolChain.next(prompt, tools, question)
                            : ToolChain.providersFirst(matching(), prompt, tools);
        };
    }

    private ToolPlan forced() {
        List<Tool> named = named(question);
        if (!named.isEmpty() || calling != ToolCalling.ALWAYS) {
            return ToolPlan.of(named.isEmpty() ? List.of(tools.getFirst()) : named, question, "");
        }
        Tool best =
                new ToolRanking(tools)
                        .best(question)
                        .map(ToolRanking.Match::tool)
                        .orElse(tools.getFirst());
        return ToolPlan.of(List.of(best), question, "");
    }

    private ToolPlan named() {
        List<Tool> named = named(question);
        if (!named.isEmpty()) {
            return ToolPlan.of(named, question, "The question names it.");
        }
        return asksForATool(question)
                ? ToolPlan.of(
                        List.of(tools.getFirst()),
                        question,
                        "The question asks for a tool; this is the first.")
                : ToolPlan.NONE;
    }

    private List<Tool> named(String text) {
        return tools.stream().filter(tool -> tool.isMeantBy(text)).toList();
    }

    private ToolPlan matching() {
        if (Demos.answer(question) != null && named(question).isEmpty()) {
            return ToolPlan.NONE;
        }
        var ranking = new ToolRanking(tools);
        List<ToolPlan.Planned> divided = divided(ranking);
        if (!divided.isEmpty()) {
            return split(new ToolPlan(divided, "Each part of the question matches one best."));
        }
        List<Tool> named = satisfied(mostSpecific(named(question)), question);
        if (!named.isEmpty()) {
            return split(ToolPlan.of(named, question, "The question names it."));
        }
        boolean first = prompt.toolUses().isEmpty();
        return ranking.best(question)
                .filter(match -> first || match.isStrong())
                .map(
                        match ->
                                split(
                                        ToolPlan.of(
                                                List.of(match.tool()),
                                                question,
                                                "Its description matches the question best.")))
                .orElseGet(
                        () ->
                                first || asksForATool(question)
                                        ? split(
                                                ToolPlan.of(
                                                        List.of(tools.getFirst()),
                                                        question,
                                                        "No tool matches the question; this is"
                                                                + " the first."))
                                        : ToolPlan.NONE);
    }

    /** One call for each part of the question, if several parts have one; otherwise none. */
    private List<ToolPlan.Planned> divided(ToolRanking ranking) {
        if (question.length() > LONGEST_DIVIDED) {
            return List.of();
        }
        List<ToolPlan.Planned> calls = new ArrayList<>();
        for (String part : Entities.parts(question)) {
            List<Tool> named = satisfied(mostSpecific(named(part)), part);
            List<Tool> meant =
                    named.isEmpty()
                            ? ranking.best(part)
                                    .filter(ToolRanking.Match::isStrong)
                                    .map(match -> List.of(match.tool()))
                                    .orElse(List.of())
                            : named;
            meant.forEach(tool -> calls.add(new ToolPlan.Planned(tool, part)));
        }
        long parts = calls.stream().map(ToolPlan.Planned::text).distinct().count();
        long different = calls.stream().map(ToolPlan.Planned::tool).distinct().count();
        boolean own = calls.stream().allMatch(call -> Entities.hasOne(call.text()));
        return parts > 1 && (own || different == calls.size()) ? calls : List.of();
    }

    /** Without those whose address or id a text does not contain, if others are left. */
    private static List<Tool> satisfied(List<Tool> named, String text) {
        List<Tool> satisfied =
                named.stream().filter(tool -> ToolChain.hasInputs(tool, text)).toList();
        return satisfied.isEmpty() ? named : satisfied;
    }

    /**
     * Without those whose names are part of another's: {@code weather} beside {@code
     * weather_alerts}.
     */
    private static List<Tool> mostSpecific(List<Tool> named) {
        return named.stream()
                .filter(
                        tool ->
                                named.stream()
                                        .noneMatch(
                                                other ->
                                                        other.tellingWords().size()
                                                                        > tool.tellingWords().size()
                                                                && other.tellingWords()
                                                                        .containsAll(
                                                                                tool
                                                                                        .tellingWords())))
                .toList();
    }

    /** One call for each of several entities, for tools that take one. */
    private static ToolPlan split(ToolPlan plan) {
        List<ToolPlan.Planned> calls = new ArrayList<>();
        for (ToolPlan.Planned call : plan.calls()) {
            for (String text : Entities.oneEach(call.text(), call.tool())) {
                calls.add(new ToolPlan.Planned(call.tool(), text));
            }
        }
        return new ToolPlan(calls.stream().limit(MOST_CALLS).toList(), plan.rule());
    }

    private static boolean asksForATool(String text) {
        return text.toLowerCase(Locale.ROOT).matches("(?s).*\\b(tool|function)s?\\b.*");
    }
}
