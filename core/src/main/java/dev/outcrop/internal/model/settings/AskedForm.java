package dev.outcrop.internal.model.settings;

import dev.outcrop.internal.extract.AnswerForm;
import dev.outcrop.internal.extract.AnswerPlace;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The form in which one question is to be answered, by each model in its own way.
 *
 * @param refusing the models that refused its schema for what it contains
 */
public record AskedForm(AnswerForm form, AnswerPlace place, Set<String> refusing) {
    public AskedForm(AnswerForm form, AnswerPlace place) {
        this(form, place, ConcurrentHashMap.newKeySet());
    }
}
