/** The request and answer formats of the models themselves, from and to those of Converse. */
@NullMarked
package dev.outcrop.local.internal.nativeformat;

import org.jspecify.annotations.NullMarked;
