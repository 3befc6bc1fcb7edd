/**
 * HTTP/1.1 requests over pooled connections. Apache HttpCore writes and reads the messages; this
 * package manages connections, timeouts and cancellation.
 */
@NullMarked
package dev.outcrop.internal.http;

import org.jspecify.annotations.NullMarked;
