package dev.outcrop.bench.faults;

/** A client has nothing of the kind that a row is about. The message says why. */
public final class NotOffered extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotOffered(String why) {
        super(why);
    }
}
