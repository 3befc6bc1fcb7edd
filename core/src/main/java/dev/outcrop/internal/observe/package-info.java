/** Notifies observers. Start at {@link dev.outcrop.internal.observe.QuestionWatch}. */
@NullMarked
package dev.outcrop.internal.observe;

import org.jspecify.annotations.NullMarked;
