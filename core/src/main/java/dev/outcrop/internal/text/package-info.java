/** Renders a conversation for people: plain text, Markdown, HTML. Makes no calls. */
@NullMarked
package dev.outcrop.internal.text;

import org.jspecify.annotations.NullMarked;
