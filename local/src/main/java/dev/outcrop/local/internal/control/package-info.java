/** Bedrock's control plane: lists of models and profiles, and guardrails. */
@NullMarked
package dev.outcrop.local.internal.control;

import org.jspecify.annotations.NullMarked;
