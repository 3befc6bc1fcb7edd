/** Assembles answers of Converse from the events of streams. */
@NullMarked
package dev.outcrop.local.internal.events;

import org.jspecify.annotations.NullMarked;
