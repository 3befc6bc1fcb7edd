/**
 * Assembles the parts of a client.
 *
 * <p>Start at {@link dev.outcrop.internal.client.ClientAssembly}.
 */
@NullMarked
package dev.outcrop.internal.client;

import org.jspecify.annotations.NullMarked;
