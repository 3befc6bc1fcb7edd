/** Converts the native request and answer formats of models to and from those of Converse. */
@NullMarked
package dev.outcrop.local.internal.nativeformat;

import org.jspecify.annotations.NullMarked;
