/** The models that the emulator supports by name. */
@NullMarked
package dev.outcrop.local.internal.catalog;

import org.jspecify.annotations.NullMarked;
