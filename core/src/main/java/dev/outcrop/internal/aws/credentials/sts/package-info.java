/**
 * Credentials from the Security Token Service (STS): assumed roles and web identities. Start at
 * {@link dev.outcrop.internal.aws.credentials.sts.AssumeRoleCredentials}.
 */
@NullMarked
package dev.outcrop.internal.aws.credentials.sts;

import org.jspecify.annotations.NullMarked;
