/**
 * Resolves the endpoint of a call: region and base URL. Start at {@link
 * dev.outcrop.internal.aws.endpoint.EndpointResolver}.
 */
@NullMarked
package dev.outcrop.internal.aws.endpoint;

import org.jspecify.annotations.NullMarked;
