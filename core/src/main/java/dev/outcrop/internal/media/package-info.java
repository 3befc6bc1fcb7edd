/** Files of images, documents, videos and audio: formats, names, sizes of images. */
@NullMarked
package dev.outcrop.internal.media;

import org.jspecify.annotations.NullMarked;
