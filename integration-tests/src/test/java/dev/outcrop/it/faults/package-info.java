/** What may go wrong on the way to Bedrock, and how each call then ends. */
@NullMarked
package dev.outcrop.it.faults;

import org.jspecify.annotations.NullMarked;
