/** Images, documents, sound and video: what models accept of them, and what their bytes are. */
@NullMarked
package dev.outcrop.local.internal.media;

import org.jspecify.annotations.NullMarked;
