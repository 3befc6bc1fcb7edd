/** Checks AWS signatures and bearer tokens, as Bedrock does. */
@NullMarked
package dev.outcrop.local.internal.authentication;

import org.jspecify.annotations.NullMarked;
