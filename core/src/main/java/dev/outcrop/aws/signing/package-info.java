/** How a call proves who sent it. Start at {@link dev.outcrop.aws.signing.RequestSigner}. */
@NullMarked
package dev.outcrop.aws.signing;

import org.jspecify.annotations.NullMarked;
