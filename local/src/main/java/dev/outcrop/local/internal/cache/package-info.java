/**
 * Emulates prompt caching: {@link dev.outcrop.local.internal.cache.CachingEngine} reports it in the
 * usage of an answer.
 */
@NullMarked
package dev.outcrop.local.internal.cache;

import org.jspecify.annotations.NullMarked;
