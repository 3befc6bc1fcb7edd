/** The emulator for a client in the same process: an HTTP client that calls it without sockets. */
@NullMarked
package dev.outcrop.local.internal.inprocess;

import org.jspecify.annotations.NullMarked;
