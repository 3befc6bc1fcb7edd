/** Calls Bedrock's control plane: data about models, and batch inference jobs. */
@NullMarked
package dev.outcrop.internal.protocol.control;

import org.jspecify.annotations.NullMarked;
