package dev.outcrop.cli.markdown;

import java.util.Random;

/** Makes up Markdown of all kinds of blocks, with words that are numbered in their order. */
final class RandomMarkdown {
    private static final String[] MARKS = {"**", "*", "_", "__", "***", "~~", "`", "``"};
    private static final String[] WIDE = {
        "日本語の文", "한국어", "👍🏽", "e\u0301te\u0301", "שלום", "🎉🎉"
    };
    private static final String[] LANGUAGES = {"java", "python", "", "sh", "json", "text"};

    private final Random random;
    private final boolean codeAndTables;
    private final StringBuilder text = new StringBuilder();
    private int words;

    private RandomMarkdown(long seed, boolean codeAndTables) {
        this.random = new Random(seed);
        this.codeAndTables = codeAndTables;
    }

    /**
     * @param codeAndTables whether there are blocks that a terminal may have to break itself
     */
    static String of(long seed, boolean codeAndTables) {
        var markdown = new RandomMarkdown(seed, codeAndTables);
        int blocks = 3 + markdown.random.nextInt(12);
        for (int i = 0; i < blocks; i++) {
            markdown.block();
        }
        String text = markdown.text.toString();
        return seed % 7 == 0 ? text.replace("\n", "\r\n") : text;
    }

    private void block() {
        switch (random.nextInt(codeAndTables ? 8 : 6)) {
            case 0 -> line("#".repeat(1 + random.nextInt(6)) + " " + inline(5));
            case 1 -> {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    line(inline(25));
                }
            }
            case 2 -> list();
            case 3 -> {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    line("> ".repeat(1 + random.nextInt(2)) + inline(15));
                }
            }
            case 4 -> line(new String[] {"---", "* * *", "___"}[random.nextInt(3)]);
            case 5 -> line("<b>" + word() + "</b> & " + inline(4) + "  ");
            case 6 -> code();
            default -> table();
        }
        if (random.nextInt(4) > 0) {
            line("");
        }
    }

    private void list() {
        int indent = 0;
        for (int i = random.nextInt(6); i >= 0; i--) {
            String mark = random.nextBoolean() ? "- " : (i + 1) + ". ";
            line(" ".repeat(indent) + mark + inline(12));
            indent = Math.max(0, indent + (random.nextInt(3) - 1) * mark.length());
        }
    }

    private void code() {
        String fence = random.nextBoolean() ? "```" : "~~~~";
        line(fence + LANGUAGES[random.nextInt(LANGUAGES.length)]);
        for (int i = random.nextInt(5); i >= 0; i--) {
            line("  if (" + word() + " == \"" + word() + "\") { // " + word() + " **`");
        }
        line(fence);
    }

    private void table() {
        int columns = 1 + random.nextInt(4);
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            line(("| " + inline(2).replace("|", "") + " ").repeat(columns) + "|");
            if (i == 0) {
                line("|:--".repeat(columns) + "|");
            }
        }
    }

    private String inline(int most) {
        var inline = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            String mark = MARKS[random.nextInt(MARKS.length)];
            inline.append(
                    switch (random.nextInt(12)) {
                        case 0 -> mark + word() + mark;
                        case 1 -> mark + word() + " " + word() + mark;
                        case 2 -> mark + word();
                        case 3 -> "[" + word() + "](https://example.com/" + word() + ")";
                        case 4 -> "\\" + mark + word();
                        case 5 -> WIDE[random.nextInt(WIDE.length)];
                        case 6 -> word() + ",";
                        default -> word();
                    });
            inline.append(i == 0 ? "" : " ");
        }
        return inline.toString();
    }

    private String word() {
        words++;
        return "w" + words + "x";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
