package dev.outcrop.tool;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A model's request to run a tool. Immutable; a hook changes it by returning another one.
 *
 * @param call the model's original call; it is in the history in any case
 * @param tool the tool; null if there is none of that name
 * @param input the input for the tool; normally an object
 * @param rejection why the tool must not run; null if it may
 * @param needsApproval whether it runs only if the chat's {@link Approver} allows it
 */
public record ToolRequest(
        Content.ToolUse call,
        @Nullable Tool tool,
        Json input,
        @Nullable String rejection,
        boolean needsApproval) {
    /** The reason if none was given. */
    static final String DISALLOWED = "The user does not allow it.";

    public ToolRequest {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(input, "input");
    }

    /** Returns a request as the model made it. */
    public static ToolRequest of(Content.ToolUse call, @Nullable Tool tool) {
        return new ToolRequest(call, tool, call.input(), null, false);
    }

    /** Returns the id that the model gave the call. */
    public String id() {
        return call.toolUseId();
    }

    /** Returns the name from the model's call; it may be any text. */
    public String name() {
        return call.name();
    }

    /**
     * Returns this request with another input; it is checked against the schema like the model's
     * own.
     */
    public ToolRequest withInput(Json.Obj input) {
        return new ToolRequest(call, tool, input, rejection, needsApproval);
    }

    /**
     * Returns this request as rejected. The first reason counts.
     *
     * @param reason sent to the model
     */
    public ToolRequest reject(String reason) {
        return rejection != null
                ? this
                : new ToolRequest(call, tool, input, Objects.requireNonNull(reason), needsApproval);
    }

    /** Returns this request as rejected by the user. */
    public ToolRequest reject() {
        return reject(DISALLOWED);
    }

    /**
     * Returns this request with approval required: it runs only if the chat's {@link Approver}
     * allows it, even if the policy allows it.
     */
    public ToolRequest requireApproval() {
        return new ToolRequest(call, tool, input, rejection, true);
    }

    /**
     * A hook of a chat, for requests or for results, until it is closed. Closing it again does
     * nothing.
     */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
