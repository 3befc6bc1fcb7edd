package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

/**
 * Answers a server that asks the user for something in the middle of a call. Without one, clients
 * do not offer it, and servers must not ask.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation">Elicitation</a>
 */
@FunctionalInterface
public interface Elicitation {
    /**
     * Asks the user, and waits for the answer.
     *
     * @param message the server's untrusted text
     * @param requestedSchema the schema of the form's fields; empty for a web address
     * @param url the address that the user should open; null for a form
     */
    Answer ask(String message, Json.Obj requestedSchema, @Nullable String url)
            throws InterruptedException;

    /**
     * The user's answer.
     *
     * @param action {@code accept}, {@code decline} or {@code cancel}
     * @param content the fields of the form; null without a form
     */
    record Answer(String action, Json.@Nullable Obj content) {
        /** The user said no. */
        public static final Answer DECLINE = new Answer("decline", null);

        /** The user made no choice. */
        public static final Answer CANCEL = new Answer("cancel", null);

        /** The user filled in the form. */
        public static Answer accept(Json.Obj content) {
            return new Answer("accept", content);
        }
    }
}
