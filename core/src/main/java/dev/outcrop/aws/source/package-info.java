/**
 * Where credentials come from: one class for each kind, a chain that asks one after the other, and
 * what keeps and renews them. Start at {@link dev.outcrop.aws.source.Sources}.
 *
 * <p>{@link dev.outcrop.aws.CredentialsProvider} makes them, so this package and that one know each
 * other.
 */
@NullMarked
package dev.outcrop.aws.source;

import org.jspecify.annotations.NullMarked;
