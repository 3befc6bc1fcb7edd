/**
 * What answers: {@link dev.outcrop.local.engine.Engine}, another server behind Bedrock's API
 * ({@link dev.outcrop.local.engine.OpenAiEngine}), and how fast and how much ({@link
 * dev.outcrop.local.engine.Pacing}, {@link dev.outcrop.local.engine.Quotas}).
 */
@NullMarked
package dev.outcrop.local.engine;

import org.jspecify.annotations.NullMarked;
