/**
 * Emulates prompt caching: {@link dev.outcrop.local.cache.CachingEngine} reports it in the usage of
 * an answer.
 */
@NullMarked
package dev.outcrop.local.cache;

import org.jspecify.annotations.NullMarked;
