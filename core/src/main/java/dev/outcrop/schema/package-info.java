/**
 * JSON schemas, and Java types as JSON.
 *
 * <p>Start at {@link dev.outcrop.schema.JsonType}: the schema of a Java type, and conversion of the
 * type's values from and to JSON. {@link dev.outcrop.schema.JsonSchema} is a schema from any
 * source, and validates JSON. The types of the library that does the validation are not part of the
 * API.
 */
@NullMarked
package dev.outcrop.schema;

import org.jspecify.annotations.NullMarked;
