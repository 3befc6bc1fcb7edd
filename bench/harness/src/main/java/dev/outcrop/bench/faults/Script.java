package dev.outcrop.bench.faults;

import java.io.IOException;

/** What the server does with a request. A connection that it does not close is kept. */
@FunctionalInterface
interface Script {
    void answer(Asked asked, Connection connection) throws IOException, InterruptedException;

    /** The first request of a caller gets the first script, and so on; the last one goes on. */
    static Script inTurn(Script... scripts) {
        return (asked, connection) ->
                scripts[Math.min(asked.number(), scripts.length) - 1].answer(asked, connection);
    }
}
