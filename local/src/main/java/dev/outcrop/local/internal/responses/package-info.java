/** Responses that the Responses API keeps, with their conversations. */
@NullMarked
package dev.outcrop.local.internal.responses;

import org.jspecify.annotations.NullMarked;
