/** Who may ask: signatures of AWS and bearer tokens, checked as Bedrock checks them. */
@NullMarked
package dev.outcrop.local.authentication;

import org.jspecify.annotations.NullMarked;
