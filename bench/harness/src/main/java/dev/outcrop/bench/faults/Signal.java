package dev.outcrop.bench.faults;

/**
 * One thing that a user of a client saw, and a line between the processes.
 *
 * @param trial the number of the trial
 * @param caller who saw it, from 1
 */
record Signal(int trial, int caller, What what, String text) {
    enum What {
        /** A piece of text. */
        DELTA,
        /** A tool was run, or a call of it was given out to be run; with its arguments. */
        TOOL,
        /** The answer is whole; with its text. */
        COMPLETED,
        /** The answer failed; with the exceptions. */
        FAILED,
        /** The caller has cancelled. */
        CANCELLED,
        /** The client has nothing of this kind; with the reason. */
        SKIPPED,
        /** Something else that is worth knowing. */
        NOTE;

        boolean isEnd() {
            return this == COMPLETED || this == FAILED;
        }
    }

    String line() {
        return trial + " " + caller + " " + what + " " + escaped(text);
    }

    static Signal parse(String line) {
        String[] words = line.split(" ", 4);
        return new Signal(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                What.valueOf(words[2]),
                unescaped(words[3]));
    }

    /** In ASCII, so that half a surrogate pair gets across, too. */
    private static String escaped(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '\\') {
                out.append('\\').append(String.format("%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String unescaped(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
