package dev.outcrop.local.script;

/** What goes wrong with a batch job. */
public sealed interface JobFault {
    /** Nothing goes wrong. */
    record None() implements JobFault {}

    /** The job fails when it is validated, and has no output. */
    record Invalid(String message) implements JobFault {}

    /**
     * The job expires: its output has only so many records.
     *
     * @param records the number of records that are answered before
     */
    record Expired(int records) implements JobFault {
        public Expired {
            if (records < 0) {
                throw new IllegalArgumentException("a negative number of records: " + records);
            }
        }
    }

    /**
     * Some records fail, so the job is partially completed.
     *
     * @param every 1 for all records, 3 for each third one
     * @param errorCode the HTTP status in the output
     */
    record FailedRecords(int every, int errorCode, String errorMessage) implements JobFault {
        public FailedRecords {
            if (every < 1) {
                throw new IllegalArgumentException("not a number of records: " + every);
            }
        }
    }
}
