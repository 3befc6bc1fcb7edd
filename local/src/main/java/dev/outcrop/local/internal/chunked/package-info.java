/** Bodies in AWS's own chunks. */
@NullMarked
package dev.outcrop.local.internal.chunked;

import org.jspecify.annotations.NullMarked;
