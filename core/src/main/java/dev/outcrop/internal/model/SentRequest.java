package dev.outcrop.internal.model;

import dev.outcrop.internal.extract.ExtractionPlan;
import dev.outcrop.internal.history.ToolForms;
import dev.outcrop.message.ConverseRequest;

import org.jspecify.annotations.Nullable;

/**
 * A request in the form that one model supports.
 *
 * @param forms converts the calls of the answer back
 * @param plan how it asks for a structured answer; null if it does not
 */
record SentRequest(ConverseRequest request, ToolForms forms, @Nullable ExtractionPlan plan) {}
