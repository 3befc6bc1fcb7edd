/**
 * What differs between families of models, as tables: params, tool choice, structured output,
 * prompt caching, history, media. The layers above act on them.
 */
@NullMarked
package dev.outcrop.internal.family;

import org.jspecify.annotations.NullMarked;
