/** Questions about models, asked of Bedrock's control plane. */
@NullMarked
package dev.outcrop.protocol.control;

import org.jspecify.annotations.NullMarked;
