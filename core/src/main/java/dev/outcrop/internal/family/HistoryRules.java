package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;

import java.util.Set;

/**
 * The rules of a model for a history, from the tables of this package. {@link #ANY} applies to
 * unknown models and to ARNs that name no model: everything that can be repaired is repaired, and
 * nothing is rejected that some model accepts.
 *
 * @param assistantBegins whether the conversation may begin with the assistant
 * @param continuesAssistant whether the conversation may end with the assistant
 * @param repeatsRoles whether two messages in a row may have the same role
 * @param reasoning the thinking that is accepted
 * @param citesWithoutText whether citations without text are accepted
 * @param ids the ids of calls that are accepted
 * @param results what is accepted in tool results
 */
public record HistoryRules(
        boolean assistantBegins,
        boolean continuesAssistant,
        boolean repeatsRoles,
        ReasoningRules reasoning,
        boolean citesWithoutText,
        ToolIdRules ids,
        MediaLimits media,
        ToolResultRules results) {
    public static final HistoryRules ANY = of(new ModelName(null, null, ModelFamily.UNKNOWN));

    /** Returns the rules for a model. */
    public static HistoryRules of(ModelName model) {
        RoleRules roles = RoleRules.TABLE.of(model);
        return new HistoryRules(
                roles.assistantBegins(),
                roles.continuesAssistant(),
                roles.repeatsRoles(),
                ReasoningRules.TABLE.of(model),
                CitationRules.TABLE.of(model),
                ToolIdRules.TABLE.of(model),
                MediaLimits.TABLE.of(model),
                ToolResultRules.TABLE.of(model));
    }

    /** Returns these rules for an API whose tool results are texts. */
    public HistoryRules withTextResults() {
        return new HistoryRules(
                assistantBegins,
                continuesAssistant,
                repeatsRoles,
                reasoning,
                citesWithoutText,
                ids,
                media,
                new ToolResultRules(Set.of(), results.alone(), results.status()));
    }
}
