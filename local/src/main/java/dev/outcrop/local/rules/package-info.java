/** The engine that is there by default: no model, an answer by rule, the protocol to the letter. */
@NullMarked
package dev.outcrop.local.rules;

import org.jspecify.annotations.NullMarked;
