/** The settings of {@code outcrop local}: options of the command, and keys of its config file. */
@NullMarked
package dev.outcrop.cli.local;

import org.jspecify.annotations.NullMarked;
