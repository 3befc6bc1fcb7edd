/**
 * Where credentials come from: one class for each kind, a chain that asks one after the other, and
 * what keeps and renews them. Start at {@link
 * dev.outcrop.internal.aws.credentials.CredentialsFactory}.
 *
 * <p>{@link dev.outcrop.aws.CredentialsProvider} makes them, so this package and that one know each
 * other.
 */
@NullMarked
package dev.outcrop.internal.aws.credentials;

import org.jspecify.annotations.NullMarked;
