/**
 * How a call proves who sent it. Start at {@link dev.outcrop.internal.aws.signing.RequestSigner}.
 */
@NullMarked
package dev.outcrop.internal.aws.signing;

import org.jspecify.annotations.NullMarked;
