/** Serves another model behind Bedrock's API: {@link dev.outcrop.local.upstream.OpenAiEngine}. */
@NullMarked
package dev.outcrop.local.upstream;

import org.jspecify.annotations.NullMarked;
