/**
 * Credentials that a program prints. Start at {@link
 * dev.outcrop.internal.aws.credentials.process.ProcessCredentials}.
 */
@NullMarked
package dev.outcrop.internal.aws.credentials.process;

import org.jspecify.annotations.NullMarked;
