/**
 * What differs between servers other than Bedrock, as a table: addresses, keys, settings and the
 * form of requests.
 *
 * <p>Start at {@link dev.outcrop.internal.server.KnownServers}.
 */
@NullMarked
package dev.outcrop.internal.server;

import org.jspecify.annotations.NullMarked;
