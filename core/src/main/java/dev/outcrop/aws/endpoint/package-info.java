/**
 * Where a call goes: the region and the base URL. Start at {@link
 * dev.outcrop.aws.endpoint.Endpoints}.
 */
@NullMarked
package dev.outcrop.aws.endpoint;

import org.jspecify.annotations.NullMarked;
