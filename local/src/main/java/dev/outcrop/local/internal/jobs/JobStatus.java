package dev.outcrop.local.internal.jobs;

/** The states of a job, with Bedrock's names. */
enum JobStatus {
    SUBMITTED("Submitted"),
    VALIDATING("Validating"),
    SCHEDULED("Scheduled"),
    IN_PROGRESS("InProgress"),
    STOPPING("Stopping"),
    COMPLETED("Completed"),
    PARTIALLY_COMPLETED("PartiallyCompleted"),
    FAILED("Failed"),
    STOPPED("Stopped"),
    EXPIRED("Expired");

    /** The number of the phase after which the records are answered. */
    static final int LAST_PHASE = 3;

    private final String wireName;

    JobStatus(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** Returns the state of a job that was not stopped. */
    static JobStatus inPhase(long phase) {
        if (phase <= 0) {
            return SUBMITTED;
        }
        return phase == 1 ? VALIDATING : phase == 2 ? SCHEDULED : IN_PROGRESS;
    }

    /** Whether no other state follows. */
    boolean isFinal() {
        return compareTo(COMPLETED) >= 0;
    }
}
