/** HTTP server; the only package that uses Jetty. */
@NullMarked
package dev.outcrop.local.internal.http;

import org.jspecify.annotations.NullMarked;
