/**
 * Values for a JSON schema: {@link dev.outcrop.local.internal.schemafill.SchemaFiller} makes them
 * up, from the words of a prompt where they fit.
 */
@NullMarked
package dev.outcrop.local.internal.schemafill;

import org.jspecify.annotations.NullMarked;
