package dev.outcrop.internal.call;

import dev.outcrop.message.Usage;

/** A response that is not a turn, with the tokens that it used. */
public interface Counted {
    /** {@link Usage#NONE} if not known. */
    Usage usage();
}
