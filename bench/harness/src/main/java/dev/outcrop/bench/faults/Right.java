package dev.outcrop.bench.faults;

/**
 * What may become of a call. Where both are given, it is a matter of policy, and both are right.
 *
 * @param done the text of a whole answer; null if completing is wrong
 * @param fails what a failure must tell; null if failing is wrong
 * @param partial all the text that may have been given when it fails
 * @param requests how many requests there may be at most
 * @param tools how many calls of the tool are to be run or given out
 */
record Right(String done, Kind fails, String partial, int requests, int tools) {
    /** However many requests. */
    static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** The text does not matter. */
    static final String ANY_TEXT = "*";

    static Right done(String text) {
        return new Right(text, null, "", 1, 0);
    }

    static Right fails(Kind kind) {
        return new Right(null, kind, "", 1, 0);
    }

    /** Fails with what had come, and is not sent again. */
    static Right breaksOff(Kind kind) {
        return fails(kind).withPartial(Answers.PARTIAL);
    }

    /** Trying again is right, and so is to say what happened instead. */
    static Right doneOrFails(Kind kind, int requests) {
        return new Right(Answers.TEXT, kind, "", requests, 0);
    }

    Right withPartial(String text) {
        return new Right(done, fails, text, requests, tools);
    }

    Right withRequests(int most) {
        return new Right(done, fails, partial, most, tools);
    }

    Right withTools(int calls) {
        return new Right(done, fails, partial, requests, calls);
    }
}
