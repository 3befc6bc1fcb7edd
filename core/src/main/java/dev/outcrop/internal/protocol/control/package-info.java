/** Calls Bedrock's control plane for data about models. */
@NullMarked
package dev.outcrop.internal.protocol.control;

import org.jspecify.annotations.NullMarked;
