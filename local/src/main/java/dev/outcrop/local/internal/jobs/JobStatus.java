package dev.outcrop.local.internal.jobs;

/** The states of a job, in Bedrock's words. */
enum JobStatus {
    SUBMITTED("Submitted"),
    VALIDATING("Validating"),
    SCHEDULED("Scheduled"),
    IN_PROGRESS("InProgress"),
    COMPLETED("Completed"),
    PARTIALLY_COMPLETED("PartiallyCompleted"),
    FAILED("Failed"),
    STOPPED("Stopped");

    /** The number of the phase after which the records are answered. */
    static final int LAST_PHASE = 3;

    private final String wireName;

    JobStatus(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** What a job is that nobody stopped. */
    static JobStatus inPhase(long phase) {
        if (phase <= 0) {
            return SUBMITTED;
        }
        return phase == 1 ? VALIDATING : phase == 2 ? SCHEDULED : IN_PROGRESS;
    }

    /** Whether nothing comes after it. */
    boolean isFinal() {
        return compareTo(COMPLETED) >= 0;
    }
}
