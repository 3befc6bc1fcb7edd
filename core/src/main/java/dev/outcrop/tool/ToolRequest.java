package dev.outcrop.tool;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A model asks for a tool to be run. Immutable: whoever wants it otherwise gives back another one.
 *
 * @param call the model's own words; they are in the history, whatever becomes of the request
 * @param tool the tool; null if there is none of that name
 * @param input what the tool is to be given; by rule an object
 * @param rejection why the tool is not to be run; null if it is
 * @param needsApproval whether it is to be run only if the chat's {@link Approver} says so
 */
public record ToolRequest(
        Content.ToolUse call,
        @Nullable Tool tool,
        Json input,
        @Nullable String rejection,
        boolean needsApproval) {
    /** The reason where nobody gave one. */
    static final String DISALLOWED = "The user does not allow it.";

    public ToolRequest {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(input, "input");
    }

    /** A request as the model made it. */
    public static ToolRequest of(Content.ToolUse call, @Nullable Tool tool) {
        return new ToolRequest(call, tool, call.input(), null, false);
    }

    /** The id that the model gave the call. */
    public String id() {
        return call.toolUseId();
    }

    /** The name that the model said; nothing is promised of it. */
    public String name() {
        return call.name();
    }

    /** The same, with other input; it is checked against the schema like the model's own. */
    public ToolRequest withInput(Json.Obj input) {
        return new ToolRequest(call, tool, input, rejection, needsApproval);
    }

    /**
     * The same, not to be run. The first reason counts.
     *
     * @param reason goes to the model
     */
    public ToolRequest reject(String reason) {
        return rejection != null
                ? this
                : new ToolRequest(call, tool, input, Objects.requireNonNull(reason), needsApproval);
    }

    /** The same, not to be run, because the user does not want it. */
    public ToolRequest reject() {
        return reject(DISALLOWED);
    }

    /** The same, to be run only if the chat's {@link Approver} says so, whatever its policy is. */
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
