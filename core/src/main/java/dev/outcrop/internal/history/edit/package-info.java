/** Edits of messages that several repairs of a history share. */
@NullMarked
package dev.outcrop.internal.history.edit;

import org.jspecify.annotations.NullMarked;
