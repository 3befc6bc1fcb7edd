/**
 * Regular expressions of ECMAScript, translated to Java's and matched in a bounded number of steps.
 * Start at {@link dev.outcrop.internal.regex.BoundedPattern}.
 */
@NullMarked
package dev.outcrop.internal.regex;

import org.jspecify.annotations.NullMarked;
