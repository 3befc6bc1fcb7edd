/**
 * InvokeModel and InvokeModelWithResponseStream, with the native formats of models.
 *
 * <p>The only package with these formats, except those that are also a vendor's own API, which are
 * in {@code protocol.vendor}, {@code protocol.anthropic} and {@code protocol.openai}. Start at
 * {@link dev.outcrop.internal.protocol.invoke.InvokeProtocol}; {@link
 * dev.outcrop.internal.protocol.invoke.NativeFormats} selects the format of a model.
 */
@NullMarked
package dev.outcrop.internal.protocol.invoke;

import org.jspecify.annotations.NullMarked;
