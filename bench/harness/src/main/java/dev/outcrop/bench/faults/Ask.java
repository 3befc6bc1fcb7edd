package dev.outcrop.bench.faults;

/**
 * What is asked.
 *
 * @param question names the caller, so that the server knows who asks
 * @param withTool whether the model has the tool {@link #TOOL}
 */
public record Ask(String question, boolean withTool) {
    /** Has one input, the string {@code path}. */
    public static final String TOOL = "read_file";

    public static final String DESCRIPTION = "Reads a file.";

    /** What its input keeps to. */
    public static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}},"
                    + "\"required\":[\"path\"]}";

    public static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    static Ask of(int caller, boolean withTool) {
        return new Ask("How do whales sleep? caller-" + caller + ".", withTool);
    }
}
