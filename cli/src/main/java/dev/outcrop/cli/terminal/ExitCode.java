package dev.outcrop.cli.terminal;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.LimitReachedException;
import dev.outcrop.error.ModelException;
import dev.outcrop.error.ModelTimeoutException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.error.ValidationException;

import java.util.List;
import java.util.Locale;

/** The exit codes of the command. */
public enum ExitCode {
    OK(0, "success"),
    FAILED(1, "the service, the model or the network failed"),
    USAGE(2, "usage error; nothing was sent"),
    CREDENTIALS(3, "no credentials, or credentials refused"),
    MODEL(4, "no access to the model, or model not available in this region"),
    THROTTLED(5, "too many requests, or quota exhausted"),
    INCOMPLETE(6, "incomplete answer: token limit reached, content filtered, or schema not met"),
    TOOL_REFUSED(7, "a tool call was refused, with --tools-required"),
    LIMIT(8, "limit reached: --max-cost, --max-turns or --timeout"),
    OUTPUT(74, "cannot write the output: disk full, or stdout closed"),
    INTERRUPTED(130, "stopped by Ctrl-C"),
    READER_GONE(141, "output pipe closed"),
    TERMINATED(143, "stopped by SIGTERM");

    /** Bedrock's messages for unknown model ids, which have no error code of their own. */
    private static final List<String> ABOUT_THE_MODEL =
            List.of("model identifier", "on-demand throughput", "model id", "data retention mode");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public static ExitCode of(BedrockException e) {
        return switch (e) {
            case CredentialsException credentials -> CREDENTIALS;
            case AccessDeniedException access -> MODEL;
            case NotFoundException missing -> MODEL;
            case ValidationException invalid -> ofInvalid(invalid);
            case ThrottledException throttled -> THROTTLED;
            case QuotaExceededException quota -> THROTTLED;
            case IncompleteReplyException incomplete -> INCOMPLETE;
            case CancelledException cancelled -> INTERRUPTED;
            case ConnectionException connection -> FAILED;
            case LimitReachedException limit -> LIMIT;
            case ModelException model -> FAILED;
            case ModelTimeoutException timeout -> FAILED;
            case ProtocolException protocol -> FAILED;
            case ServiceException service -> FAILED;
            case StreamTruncatedException truncated -> FAILED;
            case TimedOutException timedOut ->
                    timedOut.phase() == TimedOutException.Phase.TOTAL ? LIMIT : FAILED;
            case StructuredOutputException unfit -> INCOMPLETE;
        };
    }

    /** Returns all of them, one per line. */
    public static String table() {
        var lines = new StringBuilder();
        for (ExitCode code : values()) {
            lines.append(String.format(Locale.ROOT, "%4d  %s%n", code.number, code.meaning));
        }
        return lines.toString();
    }

    private static ExitCode ofInvalid(ValidationException e) {
        if (e.details().status() == 0) {
            return USAGE;
        }
        String what = e.what().toLowerCase(Locale.ROOT);
        return ABOUT_THE_MODEL.stream().anyMatch(what::contains) ? MODEL : FAILED;
    }
}
