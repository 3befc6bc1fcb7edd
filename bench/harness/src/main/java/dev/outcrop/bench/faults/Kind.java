package dev.outcrop.bench.faults;

import java.util.regex.Pattern;

/**
 * What an error must let its reader know: one of these words is in the names and messages of the
 * exception and its causes.
 */
enum Kind {
    ANY(""),
    THROTTLED("throttl|ratelimit|quota"),
    SERVICE("internalserver|serviceunavailable|service ?exception|runtimeexception|code: 5|HTTP 5"),
    MODEL("model\\w*(exception|error)"),
    MODEL_TIMEOUT("model\\w*time|timeout|timed out"),
    NOT_READY("notready|not ready|throttl|serviceexception"),
    ACCESS("accessdenied|authentication|forbidden|code: 403"),
    VALIDATION("validation|invalidrequest"),
    TIMEOUT("time\\w* ?out"),
    CALLBACK("callbackfailure");

    /** What says that the caller's own request is to blame. */
    private static final Pattern BLAMES_THE_CALLER =
            Pattern.compile("^(Invalid|Validation|IllegalArgument|IllegalState|NonRetriable)\\w*:");

    /** What a program throws that did not expect what came. */
    private static final Pattern ACCIDENT =
            Pattern.compile("^(NullPointer|ClassCast|IndexOutOfBounds|NoSuchElement)\\w*:");

    private final Pattern words;

    Kind(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    /**
     * @param failure as {@link Listener#failed} tells it
     */
    boolean isIn(String failure) {
        if (ACCIDENT.matcher(failure).find()) {
            return false;
        }
        boolean blame = BLAMES_THE_CALLER.matcher(failure).find();
        return words.matcher(failure).find() && (!blame || this == ANY || this == VALIDATION);
    }
}
