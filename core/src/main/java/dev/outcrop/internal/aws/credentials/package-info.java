/**
 * Credentials: one class for each source, the chain that tries them in order, and caching and
 * renewal. Start at {@link dev.outcrop.internal.aws.credentials.CredentialsFactory}.
 *
 * <p>It uses {@link dev.outcrop.aws.CredentialsProvider} and the configuration of {@code
 * dev.outcrop.aws}.
 */
@NullMarked
package dev.outcrop.internal.aws.credentials;

import org.jspecify.annotations.NullMarked;
