package dev.outcrop.it.faults;

/**
 * One line of the fault matrix.
 *
 * @param number of the row; several lines may be of one row
 * @param what the fault, and after an arrow what is to become of the call
 */
record Row(int number, String what, Check check) {
    /** Makes the fault happen, and looks at how the call ended. */
    @FunctionalInterface
    interface Check {
        void run(Trial trial) throws Exception;
    }

    @Override
    public String toString() {
        return "row " + number + ": " + what;
    }
}
