/** Files from the web. Files of this machine are read by {@link dev.outcrop.message.Content}. */
@NullMarked
package dev.outcrop.media;

import org.jspecify.annotations.NullMarked;
