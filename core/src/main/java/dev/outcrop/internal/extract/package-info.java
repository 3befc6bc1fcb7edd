/** How a model is brought to answer in a form, and how the answer is found in what it said. */
@NullMarked
package dev.outcrop.internal.extract;

import org.jspecify.annotations.NullMarked;
