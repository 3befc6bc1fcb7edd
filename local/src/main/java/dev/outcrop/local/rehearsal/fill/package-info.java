/**
 * Values for a JSON schema: {@link dev.outcrop.local.rehearsal.fill.SchemaFiller} makes them up,
 * from the words of a prompt where they fit.
 */
@NullMarked
package dev.outcrop.local.rehearsal.fill;

import org.jspecify.annotations.NullMarked;
