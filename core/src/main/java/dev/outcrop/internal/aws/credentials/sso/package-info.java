/**
 * Credentials of IAM Identity Center, for a profile that {@code aws sso login} signed in. Start at
 * {@link dev.outcrop.internal.aws.credentials.sso.SsoCredentials}.
 */
@NullMarked
package dev.outcrop.internal.aws.credentials.sso;

import org.jspecify.annotations.NullMarked;
