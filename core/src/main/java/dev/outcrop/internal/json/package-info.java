/** Reads the members of JSON objects. Start at {@link dev.outcrop.internal.json.Members}. */
@NullMarked
package dev.outcrop.internal.json;

import org.jspecify.annotations.NullMarked;
