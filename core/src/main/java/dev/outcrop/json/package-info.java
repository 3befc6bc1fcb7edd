/**
 * A small immutable JSON tree ({@link dev.outcrop.json.Json}), a pull reader and a writer.
 *
 * <p>Start at {@link dev.outcrop.json.Json#parse(String)}. No type of a JSON library is part of
 * this API, so it cannot conflict with a user's version of a JSON library.
 */
@NullMarked
package dev.outcrop.json;

import org.jspecify.annotations.NullMarked;
