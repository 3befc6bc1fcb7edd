/** HTTP: the one place that knows Jetty. */
@NullMarked
package dev.outcrop.local.transport;

import org.jspecify.annotations.NullMarked;
