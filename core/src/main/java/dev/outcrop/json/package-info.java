/**
 * JSON as Outcrop holds it: a small immutable tree ({@link dev.outcrop.json.Json}), a pull reader
 * and a writer.
 *
 * <p>Start at {@link dev.outcrop.json.Json#parse(String)}. No type of a JSON library appears here,
 * so that users on any version of any JSON library meet no conflict.
 */
@NullMarked
package dev.outcrop.json;

import org.jspecify.annotations.NullMarked;
