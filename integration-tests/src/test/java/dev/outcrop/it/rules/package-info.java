/** The rules of models, in the local Bedrock and in the library. */
@NullMarked
package dev.outcrop.it.rules;

import org.jspecify.annotations.NullMarked;
