package dev.outcrop.cli.terminal;

/** Thrown for a usage error; nothing was sent. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param what what is wrong
     * @param remedy a command, or a sentence, that helps
     */
    public UsageException(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    String what() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }
}
