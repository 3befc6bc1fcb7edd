/**
 * The command {@code outcrop}: one question, a conversation, a local Bedrock emulator.
 *
 * <p>Start at {@link dev.outcrop.cli.Main}. The model's text is written to stdout, everything else
 * to stderr; the exit codes are {@link dev.outcrop.cli.terminal.ExitCode}.
 */
@NullMarked
package dev.outcrop.cli;

import org.jspecify.annotations.NullMarked;
