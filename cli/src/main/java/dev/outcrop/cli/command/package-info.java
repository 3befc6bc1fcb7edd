/** The subcommands. */
@NullMarked
package dev.outcrop.cli.command;

import org.jspecify.annotations.NullMarked;
