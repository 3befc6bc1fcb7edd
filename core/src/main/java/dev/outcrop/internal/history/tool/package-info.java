/** Repairs of calls of tools and their results. */
@NullMarked
package dev.outcrop.internal.history.tool;

import org.jspecify.annotations.NullMarked;
