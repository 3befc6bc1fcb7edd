package dev.outcrop.bench.faults;

/**
 * What became of one row with one client.
 *
 * @param run whether it could be run
 * @param shown in the table
 * @param detail below it
 */
record Cell(boolean run, boolean isRight, String shown, String detail) {
    static Cell right(String detail) {
        return new Cell(true, true, "ok", detail);
    }

    static Cell wrong(String shown, String detail) {
        return new Cell(true, false, shown, detail);
    }

    static Cell skipped(String why) {
        return new Cell(false, false, "–", why);
    }
}
