package dev.outcrop.it.stopping;

import java.util.EnumSet;
import java.util.Set;

/** How a chat is asked. */
enum CallStyle {
    ASK,
    STREAM,
    ASYNC,
    PUBLISH;

    /** What can stop a question that was asked this way. */
    Set<Stop> stops() {
        var stops = EnumSet.of(Stop.CANCEL, Stop.CLOSE_CLIENT, Stop.INTERRUPT, Stop.THROW);
        switch (this) {
            case ASK -> {}
            case STREAM -> stops.add(Stop.CLOSE_STREAM);
            case ASYNC ->
                    stops.addAll(
                            EnumSet.of(
                                    Stop.CANCEL_FUTURE,
                                    Stop.COMPLETE_FUTURE,
                                    Stop.TIME_OUT_FUTURE));
            case PUBLISH -> stops.add(Stop.CANCEL_SUBSCRIPTION);
        }
        return stops;
    }

    /** What stops a question. */
    enum Stop {
        CANCEL,
        CLOSE_CLIENT,
        INTERRUPT,
        THROW,
        CLOSE_STREAM,
        CANCEL_FUTURE,
        COMPLETE_FUTURE,
        TIME_OUT_FUTURE,
        CANCEL_SUBSCRIPTION;

        /** Whether the chat must be free as soon as the question was stopped. */
        boolean releasesAtOnce() {
            return this != INTERRUPT && this != THROW;
        }
    }

    /** Where user code runs while a question is answered. */
    enum Place {
        STARTED,
        ENDED,
        EVENT,
        REQUEST,
        APPROVAL,
        TOOL_BEGIN,
        TOOL_END,
        RESULT;

        /** Whether an exception that is thrown there ends the question. */
        boolean mayThrow() {
            return this == EVENT || this == REQUEST || this == APPROVAL || this == RESULT;
        }
    }
}
