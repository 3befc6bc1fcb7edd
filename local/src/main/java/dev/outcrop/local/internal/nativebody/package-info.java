/** Rejects native bodies of Claude and Nova as their models do, with their messages. */
@NullMarked
package dev.outcrop.local.internal.nativebody;

import org.jspecify.annotations.NullMarked;
