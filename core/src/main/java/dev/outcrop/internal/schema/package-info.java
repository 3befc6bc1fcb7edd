/**
 * JSON schemas as JSON: the index of their parts, references, and values converted to the form that
 * a schema asks for. Start at {@link dev.outcrop.internal.schema.SchemaIndex}.
 */
@NullMarked
package dev.outcrop.internal.schema;

import org.jspecify.annotations.NullMarked;
