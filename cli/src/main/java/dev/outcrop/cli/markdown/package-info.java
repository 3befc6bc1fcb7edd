/** Markdown on a terminal, rendered while it arrives. */
@NullMarked
package dev.outcrop.cli.markdown;

import org.jspecify.annotations.NullMarked;
