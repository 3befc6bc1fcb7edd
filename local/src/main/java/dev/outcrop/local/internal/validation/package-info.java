/** What Bedrock refuses, in its own words. */
@NullMarked
package dev.outcrop.local.internal.validation;

import org.jspecify.annotations.NullMarked;
