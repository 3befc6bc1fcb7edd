/**
 * Where a call goes: the region and the base URL. Start at {@link
 * dev.outcrop.internal.aws.endpoint.EndpointResolver}.
 */
@NullMarked
package dev.outcrop.internal.aws.endpoint;

import org.jspecify.annotations.NullMarked;
