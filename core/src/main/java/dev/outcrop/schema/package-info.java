/**
 * JSON schemas, and Java types as JSON.
 *
 * <p>Start at {@link dev.outcrop.schema.JsonType}: the schema of a Java type, and the type's values
 * from JSON and back. {@link dev.outcrop.schema.JsonSchema} is a schema from anywhere, and checks
 * JSON against it. The types of the library that does the checking do not appear here.
 */
@NullMarked
package dev.outcrop.schema;

import org.jspecify.annotations.NullMarked;
