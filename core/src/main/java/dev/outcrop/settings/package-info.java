/**
 * Settings of a model: params, protocol, prompt caching, echo. Values only; nothing here calls a
 * model.
 *
 * <p>Start at {@link dev.outcrop.settings.Params}.
 */
@NullMarked
package dev.outcrop.settings;

import org.jspecify.annotations.NullMarked;
