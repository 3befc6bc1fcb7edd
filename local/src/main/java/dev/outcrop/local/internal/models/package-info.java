/** What each model accepts, as tables by family, line and version, with the evidence. */
@NullMarked
package dev.outcrop.local.internal.models;

import org.jspecify.annotations.NullMarked;
