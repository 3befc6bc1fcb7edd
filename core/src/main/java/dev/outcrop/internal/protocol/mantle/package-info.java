/**
 * The vendors' own APIs over HTTP and server-sent events: on the endpoint bedrock-mantle and on
 * other servers.
 *
 * <p>Request and answer formats are in {@code protocol.vendor}, {@code protocol.anthropic} and
 * {@code protocol.openai}. Start at {@link dev.outcrop.internal.protocol.mantle.VendorProtocol};
 * {@link dev.outcrop.internal.protocol.mantle.MantleModels} lists which model is available where.
 */
@NullMarked
package dev.outcrop.internal.protocol.mantle;

import org.jspecify.annotations.NullMarked;
