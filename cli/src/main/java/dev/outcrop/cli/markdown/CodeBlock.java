package dev.outcrop.cli.markdown;

/** A code block with fences. Its lines are printed as they are, colored, and never wrapped. */
final class CodeBlock {
    private static final int LONGEST = 4_000;

    private final String indent;
    private final char mark;
    private final int length;
    private final CodeColors colors;

    /**
     * @param indent the spaces before the fence, which are removed from each line
     * @param fence the whole first line
     */
    CodeBlock(String indent, String fence) {
        this.indent = indent;
        this.mark = fence.charAt(0);
        int marks = 0;
        while (marks < fence.length() && fence.charAt(marks) == mark) {
            marks++;
        }
        this.length = marks;
        this.colors = CodeColors.of(fence.substring(marks).strip());
    }

    /** Returns whether a line ends the block. */
    boolean isEnd(String line) {
        String text = line.strip();
        return text.length() >= length && text.chars().allMatch(c -> c == mark);
    }

    String fence(String line) {
        return "\033[2m" + line.strip() + "\033[0m";
    }

    String line(String line) {
        int from = 0;
        while (from < indent.length() && from < line.length() && line.charAt(from) == ' ') {
            from++;
        }
        String code = line.substring(from);
        return code.length() > LONGEST ? code : colors.line(code);
    }
}
