/**
 * Creates values for a JSON schema: {@link dev.outcrop.local.internal.schemafill.SchemaFiller}
 * generates them, from the words of a prompt if they fit.
 */
@NullMarked
package dev.outcrop.local.internal.schemafill;

import org.jspecify.annotations.NullMarked;
