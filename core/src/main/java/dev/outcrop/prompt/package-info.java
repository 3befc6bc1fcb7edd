/** Prompts with placeholders. Start at {@link dev.outcrop.prompt.PromptTemplate}. */
@NullMarked
package dev.outcrop.prompt;

import org.jspecify.annotations.NullMarked;
