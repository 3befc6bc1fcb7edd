/**
 * Calls one model: settings, protocol, fallbacks, and resolution of ARNs.
 *
 * <p>Start at {@link dev.outcrop.internal.model.ModelCaller}.
 */
@NullMarked
package dev.outcrop.internal.model;

import org.jspecify.annotations.NullMarked;
