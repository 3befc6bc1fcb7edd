/** Operations of STS that programs call beside those of Bedrock. */
@NullMarked
package dev.outcrop.local.internal.sts;

import org.jspecify.annotations.NullMarked;
