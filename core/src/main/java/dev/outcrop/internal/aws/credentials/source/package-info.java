/**
 * What the credential sources share: the interface of a source, their HTTP requests with retries,
 * reading of keys, tokens and error responses. Start at {@link
 * dev.outcrop.internal.aws.credentials.source.CredentialsSource}.
 */
@NullMarked
package dev.outcrop.internal.aws.credentials.source;

import org.jspecify.annotations.NullMarked;
