/** OpenAI's Chat Completions and Responses formats: requests, responses and streams. */
@NullMarked
package dev.outcrop.internal.protocol.openai;

import org.jspecify.annotations.NullMarked;
