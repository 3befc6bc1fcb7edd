/** Places the cache points of a request: {@link dev.outcrop.internal.caching.CachePolicy}. */
@NullMarked
package dev.outcrop.internal.caching;

import org.jspecify.annotations.NullMarked;
