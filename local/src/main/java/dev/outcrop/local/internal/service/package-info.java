/** The operations of the service, independent of the transport: from a request to its response. */
@NullMarked
package dev.outcrop.local.internal.service;

import org.jspecify.annotations.NullMarked;
