/**
 * Credentials, regions, and the settings of the environment and of AWS's shared files.
 *
 * <p>Start at {@link dev.outcrop.aws.CredentialsProvider}. Its implementations are in {@code
 * dev.outcrop.internal.aws.credentials}; their classes are loaded on first use. Keys and tokens in
 * the environment are read without loading the others.
 */
@NullMarked
package dev.outcrop.aws;

import org.jspecify.annotations.NullMarked;
