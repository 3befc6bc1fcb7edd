/** How many a local Bedrock holds, and how well. */
@NullMarked
package dev.outcrop.it.load;

import org.jspecify.annotations.NullMarked;
