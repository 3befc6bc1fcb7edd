/**
 * One model called: settings, protocol, fallbacks, and what an ARN stands for.
 *
 * <p>Start at {@link dev.outcrop.internal.model.ModelCaller}.
 */
@NullMarked
package dev.outcrop.internal.model;

import org.jspecify.annotations.NullMarked;
