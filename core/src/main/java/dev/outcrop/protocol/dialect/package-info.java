/**
 * The APIs of model vendors: how requests are spelled, and how responses and streams are read,
 * whoever carries them.
 *
 * <p>Start at {@link dev.outcrop.protocol.dialect.Dialect}.
 */
@NullMarked
package dev.outcrop.protocol.dialect;

import org.jspecify.annotations.NullMarked;
