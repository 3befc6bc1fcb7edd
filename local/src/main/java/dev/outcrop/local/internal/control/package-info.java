/** Bedrock's control plane: what models and profiles there are, and guardrails. */
@NullMarked
package dev.outcrop.local.internal.control;

import org.jspecify.annotations.NullMarked;
