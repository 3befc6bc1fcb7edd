/**
 * The APIs of model vendors: how requests are spelled, and how responses and streams are read,
 * whoever carries them.
 *
 * <p>Start at {@link dev.outcrop.internal.protocol.vendor.VendorCodec}.
 */
@NullMarked
package dev.outcrop.internal.protocol.vendor;

import org.jspecify.annotations.NullMarked;
