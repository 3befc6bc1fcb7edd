/** Streams, text, colors, errors and exit codes of the terminal. */
@NullMarked
package dev.outcrop.cli.terminal;

import org.jspecify.annotations.NullMarked;
