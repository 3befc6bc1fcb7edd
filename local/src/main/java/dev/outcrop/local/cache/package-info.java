/**
 * What prompt caching would have saved: {@link dev.outcrop.local.cache.CachingEngine} puts
 * Bedrock's accounts of it into the usage of an answer.
 */
@NullMarked
package dev.outcrop.local.cache;

import org.jspecify.annotations.NullMarked;
