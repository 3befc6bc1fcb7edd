package dev.outcrop.cli.local;

import dev.outcrop.local.script.Fault;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.ServiceError;
import dev.outcrop.local.wire.StreamCut;

import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of faults that can be named on a command line: {@code NAME} or {@code NAME:ARGUMENT}.
 */
final class FaultSpec {
    /**
     * One kind.
     *
     * @param argument the default argument; empty if it takes none
     * @param java the method of {@link Fault}, or another one, that it stands for
     */
    record Kind(String name, String argument, String java, Function<SettingValue, Scripted> make) {}

    private static final String THROTTLED = "Too many requests, please wait before trying again.";

    /** How many headers are more than clients accept, and how long. */
    private static final int MANY_HEADERS = 1_000;

    private static final int LONG_HEADER = 500;
    private static final int LAST_STATUS = 599;
    private static final int MOST_FRAMES = 1_000_000;

    static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            "error",
                            "ThrottlingException",
                            "Scripted.error",
                            value -> Scripted.error(type(value), message(value))),
                    new Kind(
                            "retry-after",
                            "1",
                            "Fault.retryAfter",
                            value ->
                                    Fault.retryAfter(
                                            "Retry-After",
                                            String.valueOf(value.whole(0, Integer.MAX_VALUE)))),
                    new Kind(
                            "model-error",
                            "500",
                            "Fault.modelError",
                            value -> Fault.modelError(status(value))),
                    new Kind("html", "502", "Fault.html", value -> Fault.html(status(value))),
                    new Kind(
                            "redirect",
                            "http://localhost/",
                            "Fault.redirect",
                            value -> Fault.redirect(307, url(value))),
                    new Kind("reset", "", "Fault.resetBeforeHead", v -> Fault.resetBeforeHead()),
                    new Kind("close", "", "Fault.closeBeforeHead", v -> Fault.closeBeforeHead()),
                    new Kind(
                            "refused-stream",
                            "",
                            "Fault.refusedStream",
                            v -> Fault.refusedStream()),
                    new Kind("go-away", "", "Fault.goAway", v -> Fault.goAway()),
                    new Kind("silence", "", "Fault.silence", v -> Fault.silence(new StallGate())),
                    new Kind(
                            "many-headers",
                            "",
                            "Fault.manyHeaders",
                            v -> Fault.manyHeaders(MANY_HEADERS, LONG_HEADER)),
                    new Kind("cut", "3", "Scripted.Interrupted", FaultSpec::cut),
                    new Kind(
                            "stream-error",
                            "ThrottlingException",
                            "Fault.exception",
                            FaultSpec::streamError));

    private FaultSpec() {}

    /**
     * Parses the name of a fault.
     *
     * @throws dev.outcrop.cli.terminal.UsageException if there is none of this name, or its
     *     argument is not valid
     */
    static Scripted parse(SettingValue value) {
        String text = value.text();
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        for (Kind kind : KINDS) {
            if (kind.name().equals(name)) {
                if (colon >= 0 && kind.argument().isEmpty()) {
                    throw value.wrong(name + " without an argument");
                }
                String argument = colon < 0 ? kind.argument() : text.substring(colon + 1);
                return kind.make().apply(new SettingValue(value.from(), List.of(argument)));
            }
        }
        throw value.wrong("one of " + names());
    }

    /** Returns the names, with an example of their arguments. */
    static String names() {
        return KINDS.stream()
                .map(
                        kind ->
                                kind.argument().isEmpty()
                                        ? kind.name()
                                        : kind.name() + ":" + kind.argument())
                .collect(Collectors.joining(", "));
    }

    private static String type(SettingValue value) {
        if (!value.text().matches("[A-Z][A-Za-z]{1,99}")) {
            throw value.wrong("an error type such as ThrottlingException");
        }
        return value.text();
    }

    private static String message(SettingValue value) {
        return value.text().equals("ThrottlingException") ? THROTTLED : "A configured fault.";
    }

    private static int status(SettingValue value) {
        return (int) value.whole(300, LAST_STATUS);
    }

    private static String url(SettingValue value) {
        try {
            return URI.create(value.text()).toString();
        } catch (IllegalArgumentException e) {
            throw value.wrong("a URL");
        }
    }

    private static Scripted cut(SettingValue value) {
        return new Scripted.Interrupted(
                (int) value.whole(0, MOST_FRAMES), Scripted.steps(new Step.Abort(StreamCut.RESET)));
    }

    private static Scripted streamError(SettingValue value) {
        ServiceError error = ServiceError.of(type(value), message(value));
        return new Scripted.Interrupted(
                3, Scripted.steps(new Step.SendBytes(error.frame().encoded()), new Step.End()));
    }
}
