/** What is printed of an answer: text, Markdown, JSON, notes on stderr. */
@NullMarked
package dev.outcrop.cli.output;

import org.jspecify.annotations.NullMarked;
