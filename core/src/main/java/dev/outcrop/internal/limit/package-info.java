/** Client-side rate limits. Start at {@link dev.outcrop.internal.limit.RateLimiter}. */
@NullMarked
package dev.outcrop.internal.limit;

import org.jspecify.annotations.NullMarked;
