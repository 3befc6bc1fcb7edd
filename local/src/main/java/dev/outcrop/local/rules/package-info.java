/** The default engine: rule-based answers without a model, with exact protocol behaviour. */
@NullMarked
package dev.outcrop.local.rules;

import org.jspecify.annotations.NullMarked;
