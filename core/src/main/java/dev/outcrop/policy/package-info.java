/** What a caller decides about calls, whatever they say: how long to wait, and when to stop. */
@NullMarked
package dev.outcrop.policy;

import org.jspecify.annotations.NullMarked;
