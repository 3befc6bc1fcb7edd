/** The models that the local Bedrock knows by name. */
@NullMarked
package dev.outcrop.local.internal.catalog;

import org.jspecify.annotations.NullMarked;
