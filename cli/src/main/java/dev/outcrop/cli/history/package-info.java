/** Conversations that are stored, in SQLite. */
@NullMarked
package dev.outcrop.cli.history;

import org.jspecify.annotations.NullMarked;
