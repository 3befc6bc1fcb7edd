/**
 * Who is calling: credentials, and what the environment and AWS's shared files say.
 *
 * <p>Start at {@link dev.outcrop.aws.CredentialsProvider}. Keys and tokens in the environment are
 * read directly; the kinds behind them are in {@code dev.outcrop.internal.aws.credentials}, whose
 * classes are loaded when they are first needed.
 */
@NullMarked
package dev.outcrop.aws;

import org.jspecify.annotations.NullMarked;
