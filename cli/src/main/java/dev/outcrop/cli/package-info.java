/**
 * The command {@code outcrop}: one question, a conversation, a Bedrock on this machine.
 *
 * <p>Start at {@link dev.outcrop.cli.Main}. What the model says goes to stdout, everything else to
 * stderr; the exit codes are {@link dev.outcrop.cli.terminal.ExitCode}.
 */
@NullMarked
package dev.outcrop.cli;

import org.jspecify.annotations.NullMarked;
