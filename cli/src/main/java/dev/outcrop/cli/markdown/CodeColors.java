package dev.outcrop.cli.markdown;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Colors the comments, strings, numbers and keywords of common languages, line by line. For one
 * block.
 */
final class CodeColors {
    private static final String COMMENT = "\033[2m";
    private static final String STRING = "\033[32m";
    private static final String NUMBER = "\033[32m";
    private static final String KEYWORD = "\033[35m";
    private static final String END = "\033[0m";

    private record Language(String comment, boolean blocks, Set<String> keywords) {}

    private static final Language NONE = new Language("", false, Set.of());
    private static final Set<String> C_LIKE =
            words(
                    "abstract assert async await bool boolean break byte case catch char class const"
                            + " constexpr continue def default defer delete do double else enum export"
                            + " extends false final finally float fn for foreach from func function go"
                            + " goto if impl implements import in instanceof int interface internal is"
                            + " let long loop match mod module mut namespace new nil none null of"
                            + " operator override package permits pub private protected public record"
                            + " return sealed select self short signed sizeof static string struct super"
                            + " switch template this throw throws trait true try type typedef typeof"
                            + " undefined union unsigned use using val var virtual void volatile when"
                            + " where while with yield");
    private static final Language CURLY = new Language("//", true, C_LIKE);
    private static final Language PYTHON =
            new Language(
                    "#",
                    false,
                    words(
                            "and as assert async await break case class continue def del elif else"
                                    + " except False finally for from global if import in is lambda match"
                                    + " None nonlocal not or pass raise return True try while with yield"));
    private static final Language SHELL =
            new Language(
                    "#",
                    false,
                    words(
                            "if then else elif fi case esac for while until do done in function export"
                                    + " local return set unset cd echo exit exec source"));
    private static final Language SQL =
            new Language(
                    "--",
                    true,
                    words(
                            "select from where and or not insert into values update set delete create"
                                    + " table index view drop alter join left right inner outer full on"
                                    + " group by order having limit offset union all as distinct case when"
                                    + " then else end null is in exists between like primary key with"));
    private static final Language DATA = new Language("#", false, words("true false null yes no"));

    private static final Map<String, Language> BY_NAME =
            Map.ofEntries(
                    Map.entry("python", PYTHON),
                    Map.entry("py", PYTHON),
                    Map.entry("ruby", PYTHON),
                    Map.entry("r", PYTHON),
                    Map.entry("sh", SHELL),
                    Map.entry("bash", SHELL),
                    Map.entry("zsh", SHELL),
                    Map.entry("shell", SHELL),
                    Map.entry("console", SHELL),
                    Map.entry("dockerfile", SHELL),
                    Map.entry("sql", SQL),
                    Map.entry("json", DATA),
                    Map.entry("yaml", DATA),
                    Map.entry("yml", DATA),
                    Map.entry("toml", DATA),
                    Map.entry("text", NONE),
                    Map.entry("txt", NONE),
                    Map.entry("", NONE),
                    Map.entry("diff", NONE),
                    Map.entry("markdown", NONE),
                    Map.entry("md", NONE));

    private final Language language;
    private boolean inComment;

    private CodeColors(Language language) {
        this.language = language;
    }

    /**
     * @param info the text after the fence, which begins with the language
     */
    static CodeColors of(String info) {
        String name = info.split("[\\s{:,]", 2)[0].toLowerCase(Locale.ROOT);
        return new CodeColors(BY_NAME.getOrDefault(name, CURLY));
    }

    String line(String line) {
        if (language.keywords().isEmpty()) {
            return line;
        }
        var out = new StringBuilder();
        int at = 0;
        while (at < line.length()) {
            int end;
            String color = "";
            if (inComment) {
                int close = line.indexOf("*/", at);
                end = close < 0 ? line.length() : close + 2;
                inComment = close < 0;
                color = COMMENT;
            } else if (language.blocks() && line.startsWith("/*", at)) {
                int close = line.indexOf("*/", at + 2);
                end = close < 0 ? line.length() : close + 2;
                inComment = close < 0;
                color = COMMENT;
            } else if (isComment(line, at)) {
                end = line.length();
                color = COMMENT;
            } else if ("\"'`".indexOf(line.charAt(at)) >= 0) {
                end = stringEnd(line, at);
                color = end == at + 1 ? "" : STRING;
            } else if (Character.isLetterOrDigit(line.charAt(at))) {
                end = wordEnd(line, at);
                color = color(line.substring(at, end));
            } else {
                end = at + 1;
            }
            String text = line.substring(at, end);
            out.append(color).append(text).append(color.isEmpty() ? "" : END);
            at = end;
        }
        return out.toString();
    }

    /** A number sign is a comment only at the beginning of a word. */
    private boolean isComment(String line, int at) {
        return line.startsWith(language.comment(), at)
                && (!language.comment().equals("#")
                        || at == 0
                        || Character.isWhitespace(line.charAt(at - 1)));
    }

    /** A quote that is not closed on its line, such as an apostrophe, is no string. */
    private static int stringEnd(String line, int at) {
        int i = at + 1;
        while (i < line.length()) {
            if (line.charAt(i) == line.charAt(at)) {
                return i + 1;
            }
            i += line.charAt(i) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int wordEnd(String line, int at) {
        int end = at;
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private String color(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return NUMBER;
        }
        boolean keyword =
                language.keywords().contains(word)
                        || (language.equals(SQL)
                                && language.keywords().contains(word.toLowerCase(Locale.ROOT)));
        return keyword ? KEYWORD : "";
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(text.split(" ")));
    }
}
