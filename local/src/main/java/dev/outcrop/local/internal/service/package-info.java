/** The operations: from a request to what is sent, whatever carries the bytes. */
@NullMarked
package dev.outcrop.local.internal.service;

import org.jspecify.annotations.NullMarked;
