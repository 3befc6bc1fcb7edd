/** Authentication of clients: AWS signatures and bearer tokens, checked as by Bedrock. */
@NullMarked
package dev.outcrop.local.authentication;

import org.jspecify.annotations.NullMarked;
