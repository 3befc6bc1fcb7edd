/** HTTP: the one place that knows Jetty. */
@NullMarked
package dev.outcrop.local.internal.http;

import org.jspecify.annotations.NullMarked;
