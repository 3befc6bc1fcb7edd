/**
 * The files {@code ~/.aws/config} and {@code ~/.aws/credentials}.
 *
 * <p>Start at {@link dev.outcrop.internal.aws.config.SharedConfig}.
 */
@NullMarked
package dev.outcrop.internal.aws.config;

import org.jspecify.annotations.NullMarked;
