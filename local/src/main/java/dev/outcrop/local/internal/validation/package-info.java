/** Rejects requests as Bedrock does, with its messages. */
@NullMarked
package dev.outcrop.local.internal.validation;

import org.jspecify.annotations.NullMarked;
