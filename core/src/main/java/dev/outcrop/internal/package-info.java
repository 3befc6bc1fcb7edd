/** Small types that several layers share. */
@NullMarked
package dev.outcrop.internal;

import org.jspecify.annotations.NullMarked;
