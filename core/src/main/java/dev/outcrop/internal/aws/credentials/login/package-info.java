/**
 * Credentials of a profile that {@code aws login} signed in. Start at {@link
 * dev.outcrop.internal.aws.credentials.login.LoginCredentials}.
 */
@NullMarked
package dev.outcrop.internal.aws.credentials.login;

import org.jspecify.annotations.NullMarked;
