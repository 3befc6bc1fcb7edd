/**
 * Guardrails: their versions, and what their policies find in texts. Converse, InvokeModel and
 * ApplyGuardrail use the same evaluation.
 */
@NullMarked
package dev.outcrop.local.internal.guardrail;

import org.jspecify.annotations.NullMarked;
