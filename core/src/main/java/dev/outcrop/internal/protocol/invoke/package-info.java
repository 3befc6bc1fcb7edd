/**
 * InvokeModel and InvokeModelWithResponseStream: the native bodies of models, and the door that
 * they go through.
 *
 * <p>The only place that knows these bodies, but for those that are a vendor's own API, which are
 * in {@code protocol.dialect}. Start at {@link
 * dev.outcrop.internal.protocol.invoke.InvokeProtocol}; what speaks what is in {@link
 * dev.outcrop.internal.protocol.invoke.NativeFormats}.
 */
@NullMarked
package dev.outcrop.internal.protocol.invoke;

import org.jspecify.annotations.NullMarked;
