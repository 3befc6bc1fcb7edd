/** Questions about models, asked of Bedrock's control plane. */
@NullMarked
package dev.outcrop.internal.protocol.control;

import org.jspecify.annotations.NullMarked;
