package dev.outcrop.cli.terminal;

/** Thrown for a usage error; nothing was sent. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;
    private final ExitCode code;

    /**
     * @param what what is wrong
     * @param remedy a command, or a sentence, that helps
     */
    public UsageException(String what, String remedy) {
        this(what, remedy, ExitCode.USAGE);
    }

    /**
     * @param what what is wrong
     * @param remedy a command, or a sentence, that helps
     * @param code the exit code
     */
    public UsageException(String what, String remedy, ExitCode code) {
        super(what);
        this.remedy = remedy;
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }

    public String what() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }
}
