/** The connection to Bedrock, its options, and the engines of the local emulator. */
@NullMarked
package dev.outcrop.cli.bedrock;

import org.jspecify.annotations.NullMarked;
