package dev.outcrop.local.internal.catalog;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line and version of a Claude model, as its id says them: {@code claude-opus-4-6-v1} is opus
 * 4.6, {@code claude-3-5-sonnet-20241022-v2:0} is sonnet 3.5.
 *
 * @param line {@code opus}, {@code sonnet}, …; {@code claude} for the first two generations, which
 *     had no lines
 */
public record ClaudeModel(String line, int major, int minor) {
    private static final Pattern LINE_FIRST =
            Pattern.compile("anthropic\\.claude-([a-z]+)-(\\d{1,2})(?:-(\\d{1,2}))?(?![0-9]).*");
    private static final Pattern VERSION_FIRST =
            Pattern.compile("anthropic\\.claude-(\\d)(?:-(\\d))?-([a-z]+).*");
    private static final Pattern WITHOUT_LINE =
            Pattern.compile("anthropic\\.claude-(?:v|instant-v)(\\d).*");

    /** Returns the model of an id; null if the id does not name a Claude model. */
    public static @Nullable ClaudeModel of(String modelId) {
        String bare = Catalog.bare(modelId);
        Matcher withoutLine = WITHOUT_LINE.matcher(bare);
        if (withoutLine.matches()) {
            return new ClaudeModel("claude", number(withoutLine.group(1)), 0);
        }
        Matcher versionFirst = VERSION_FIRST.matcher(bare);
        if (versionFirst.matches()) {
            return new ClaudeModel(
                    versionFirst.group(3),
                    number(versionFirst.group(1)),
                    number(versionFirst.group(2)));
        }
        Matcher lineFirst = LINE_FIRST.matcher(bare);
        return lineFirst.matches()
                ? new ClaudeModel(
                        lineFirst.group(1), number(lineFirst.group(2)), number(lineFirst.group(3)))
                : null;
    }

    /** Whether this is the version or a later one, of any line. */
    public boolean isFrom(int major, int minor) {
        return this.major > major || (this.major == major && this.minor >= minor);
    }

    /** Whether this is a model of the line, from the version on. */
    public boolean isFrom(String line, int major, int minor) {
        return this.line.equals(line) && isFrom(major, minor);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
