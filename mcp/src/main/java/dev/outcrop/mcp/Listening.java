package dev.outcrop.mcp;

import dev.outcrop.json.Json;

/**
 * Waits on a thread of its own for what a server says by itself: changes of its tools. Ends with
 * the session, or when the server ends it.
 */
final class Listening {
    private static final int MOST_TIMES = 20;

    private Listening() {}

    static void start(Session session) {
        if (!(session.info().capabilities().object("tools").get("listChanged")
                instanceof Json.Bool(boolean changes))) {
            return;
        }
        if (changes) {
            Thread.ofVirtual().name("outcrop-mcp-listening").start(() -> listen(session));
        }
    }

    private static void listen(Session session) {
        try {
            for (int i = 0; i < MOST_TIMES && session.isOpen(); i++) {
                if (session.isStateless()) {
                    subscribe(session);
                } else if (!session.listen()) {
                    return;
                }
            }
        } catch (InterruptedException | McpException e) {
            // The list of tools stays as it is until it is asked for again.
        }
    }

    private static void subscribe(Session session) throws InterruptedException {
        session.call(
                new Session.Request(
                        "subscriptions/listen",
                        Json.EMPTY.with(
                                "notifications",
                                Json.EMPTY.with("toolsListChanged", Json.of(true))),
                        "",
                        java.util.Map.of(),
                        true));
    }
}
