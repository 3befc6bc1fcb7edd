package dev.outcrop.internal.extract;

import dev.outcrop.message.ToolDefinition;

import java.util.HashSet;
import java.util.List;

/**
 * Where the requests of one question ask for an answer. It stays the same for all of them, so that
 * the messages before an answer are the same when they are sent again.
 *
 * @param tool the name of the tool whose input is the answer
 * @param question the index of the message with the question; negative for the last message
 */
public record AnswerPlace(String tool, int question) {
    private static final String TOOL = "give_answer";

    /** The last message, and a tool beside no other one. */
    static final AnswerPlace LAST = new AnswerPlace(TOOL, -1);

    /**
     * Returns the place in a question beside other tools.
     *
     * @param others the other tools, whose names are not used again
     */
    public static AnswerPlace beside(List<ToolDefinition> others, int question) {
        var names = new HashSet<String>();
        for (ToolDefinition other : others) {
            if (other instanceof ToolDefinition.Spec spec) {
                names.add(spec.name());
            }
        }
        String free = TOOL;
        for (int n = 2; names.contains(free); n++) {
            free = TOOL + "_" + n;
        }
        return new AnswerPlace(free, question);
    }
}
