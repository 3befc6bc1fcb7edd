package dev.outcrop.internal.call;

import dev.outcrop.internal.transport.ResponseHead;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What is known of the response of one call beside its body.
 *
 * @param head of the last attempt
 * @param duration from the beginning of the call to the end of the answer, over all attempts
 * @param firstToken from the beginning of the call to the first delta; null if not streamed
 */
public record Received(ResponseHead head, Duration duration, @Nullable Duration firstToken) {}
