/** Structured output: makes a model answer in a form, and finds the answer in its response. */
@NullMarked
package dev.outcrop.internal.extract;

import org.jspecify.annotations.NullMarked;
