/** A conversation as a person reads it. Knows nothing of calls. */
@NullMarked
package dev.outcrop.internal.text;

import org.jspecify.annotations.NullMarked;
