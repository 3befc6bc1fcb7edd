/** Anthropic's Messages format: requests, responses and streams. */
@NullMarked
package dev.outcrop.internal.protocol.anthropic;

import org.jspecify.annotations.NullMarked;
