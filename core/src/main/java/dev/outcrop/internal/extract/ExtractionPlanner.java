package dev.outcrop.internal.extract;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.StructuredOutputRules;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Extraction.Via;

import java.util.List;
import java.util.function.Supplier;

/** Chooses the method for a structured answer. */
public final class ExtractionPlanner {
    private ExtractionPlanner() {}

    /**
     * Returns the plan for one question.
     *
     * @param modelId the model id of the call
     * @param name the name of the model
     * @param catalog used only if the name is not sufficient
     * @throws IllegalArgumentException if the caller chose {@code OUTPUT_CONFIG} for a schema that
     *     no model supports; the message says why
     */
    public static ExtractionPlan of(
            AnswerForm form,
            Extraction how,
            String modelId,
            ModelName name,
            Supplier<Catalog> catalog,
            AnswerPlace place,
            List<Message> messages) {
        JsonSchema asked = form.asked();
        if (asked == null) {
            return new ExtractionPlan(form, Via.TEXT, false, place);
        }
        if (how.via() != Via.AUTO) {
            if (how.via() == Via.OUTPUT_CONFIG) {
                asked.strict();
            }
            return new ExtractionPlan(form, how.via(), false, place);
        }
        boolean held =
                StructuredOutputRules.keepsToOutputConfig(modelId, name, catalog)
                        && asked.strictFaults().isEmpty()
                        && !cites(messages);
        if (held) {
            return new ExtractionPlan(form, Via.OUTPUT_CONFIG, true, place);
        }
        return new ExtractionPlan(form, fallback(name), true, place);
    }

    /** Returns the method for models that reject {@code outputConfig}. */
    public static Via fallback(ModelName name) {
        return StructuredOutputRules.hasNoTools(name) ? Via.TEXT : Via.FORCED_TOOL;
    }

    /** Citations split the text, so the service rejects them together with a schema. */
    private static boolean cites(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.content().stream())
                .anyMatch(
                        block ->
                                block instanceof Content.Document document
                                        && Boolean.TRUE.equals(document.citations()));
    }
}
