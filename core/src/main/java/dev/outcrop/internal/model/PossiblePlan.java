package dev.outcrop.internal.model;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.extract.ExtractionPlan;
import dev.outcrop.internal.extract.ExtractionPlanner;
import dev.outcrop.internal.model.settings.Omission.Kind;
import dev.outcrop.settings.Extraction.Via;

import java.util.function.Predicate;

/** Changes the method for a structured answer to one that the model and the protocol support. */
final class PossiblePlan {
    private PossiblePlan() {}

    /**
     * Returns the plan, or one with another method; a method that the caller chose stays.
     *
     * @param omitted what the model refused
     * @param carries whether the protocol supports a method
     * @param schema whether a schema may be sent to a model that is not known to support one
     */
    static ExtractionPlan of(
            ExtractionPlan plan,
            Omissions omitted,
            ModelName name,
            Predicate<Via> carries,
            boolean schema) {
        if (!plan.chosen()) {
            return plan;
        }
        Via via = plan.via();
        boolean refusesForm = omitted.contains(Kind.OUTPUT_CONFIG);
        if (via == Via.OUTPUT_CONFIG && refusesForm) {
            via = ExtractionPlanner.fallback(name);
        }
        if (via == Via.FORCED_TOOL && omitted.contains(Kind.ANSWER_TOOL)) {
            boolean mayUseForm = !refusesForm && plan.hasStrictSchema();
            via = mayUseForm && carries.test(Via.OUTPUT_CONFIG) ? Via.OUTPUT_CONFIG : Via.TEXT;
        }
        if (!carries.test(via)) {
            Via other = ExtractionPlanner.fallback(name);
            boolean mayUseForm = schema && !refusesForm && plan.hasStrictSchema();
            via =
                    carries.test(other)
                            ? other
                            : mayUseForm && carries.test(Via.OUTPUT_CONFIG)
                                    ? Via.OUTPUT_CONFIG
                                    : Via.TEXT;
        }
        return via == plan.via() ? plan : plan.withVia(via);
    }
}
