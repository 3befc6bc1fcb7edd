/**
 * Credentials providers: the chain that tries the sources in order, profiles, and caching and
 * renewal. Start at {@link dev.outcrop.internal.aws.credentials.CredentialsFactory}. The sources
 * are in the packages below this one, except environment variables and profiles.
 */
@NullMarked
package dev.outcrop.internal.aws.credentials;

import org.jspecify.annotations.NullMarked;
