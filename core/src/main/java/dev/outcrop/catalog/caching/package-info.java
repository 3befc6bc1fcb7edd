/** Where the cache points of a request stand: {@link dev.outcrop.catalog.caching.CachePolicy}. */
@NullMarked
package dev.outcrop.catalog.caching;

import org.jspecify.annotations.NullMarked;
