/**
 * Interfaces and shared parts of the model vendors' APIs, independent of the transport.
 *
 * <p>Start at {@link dev.outcrop.internal.protocol.vendor.VendorCodec}.
 */
@NullMarked
package dev.outcrop.internal.protocol.vendor;

import org.jspecify.annotations.NullMarked;
