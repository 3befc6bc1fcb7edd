/** Waiting one's turn. Start at {@link dev.outcrop.limit.Limiter}. */
@NullMarked
package dev.outcrop.limit;

import org.jspecify.annotations.NullMarked;
