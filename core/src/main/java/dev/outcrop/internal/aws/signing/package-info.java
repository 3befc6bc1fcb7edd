/**
 * Signs requests (Signature Version 4). Start at {@link
 * dev.outcrop.internal.aws.signing.RequestSigner}.
 */
@NullMarked
package dev.outcrop.internal.aws.signing;

import org.jspecify.annotations.NullMarked;
