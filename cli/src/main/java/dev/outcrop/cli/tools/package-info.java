/** Tools of the command line, and who approves their calls. */
@NullMarked
package dev.outcrop.cli.tools;

import org.jspecify.annotations.NullMarked;
