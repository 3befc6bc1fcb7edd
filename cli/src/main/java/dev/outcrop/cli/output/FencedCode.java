package dev.outcrop.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the code blocks of an answer. */
public final class FencedCode {
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})([^`]*)");

    private FencedCode() {}

    /** Returns the content of the first code block; the whole text if there is none. */
    public static String first(String markdown) {
        List<String> blocks = all(markdown);
        return blocks.isEmpty() ? markdown : blocks.getFirst();
    }

    /** Returns the contents of all code blocks; one that is not closed ends with the text. */
    public static List<String> all(String markdown) {
        var blocks = new ArrayList<String>();
        StringBuilder block = null;
        String fence = "";
        for (String line : markdown.lines().toList()) {
            Matcher mark = FENCE.matcher(line);
            if (block == null && mark.matches()) {
                fence = mark.group(1);
                block = new StringBuilder();
            } else if (block != null && isEnd(line.strip(), fence)) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        if (block != null) {
            blocks.add(block.toString());
        }
        return blocks;
    }

    private static boolean isEnd(String line, String fence) {
        return line.length() >= fence.length() && line.chars().allMatch(c -> c == fence.charAt(0));
    }
}
