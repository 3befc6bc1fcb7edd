/**
 * Who is calling: credentials, and what the environment and AWS's shared files say.
 *
 * <p>Start at {@link dev.outcrop.aws.CredentialsProvider}. Keys and tokens in the environment are
 * read here; profiles and everything behind them are read by AWS's own providers, whose classes are
 * loaded when they are first needed.
 */
@NullMarked
package dev.outcrop.aws;

import org.jspecify.annotations.NullMarked;
