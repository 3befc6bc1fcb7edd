/**
 * The vendors' own APIs over HTTP and server-sent events: as the endpoint bedrock-mantle has them,
 * and as other servers do.
 *
 * <p>What a request and an answer look like is in {@code protocol.dialect}. Start at {@link
 * dev.outcrop.internal.protocol.mantle.VendorProtocol}; which model is where is in {@link
 * dev.outcrop.internal.protocol.mantle.MantleModels}.
 */
@NullMarked
package dev.outcrop.internal.protocol.mantle;

import org.jspecify.annotations.NullMarked;
