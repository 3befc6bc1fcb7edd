package dev.outcrop.internal.aws.config;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The header of a section of a shared file, as in {@code [profile dev]}.
 *
 * @param kind what the section configures; null if the section is ignored
 * @param name the name, without quotes; unchanged in the credentials file, where AWS's command line
 *     neither writes nor reads quotes
 * @param alias another name of a profile: the one between the quotes in the credentials file; or
 *     null
 * @param prefixed whether the word {@code profile} precedes the name
 * @param listed whether AWS's SDKs accept the name. AWS's command line accepts more: such a profile
 *     is found by its name, but not listed
 */
record ConfigHeader(
        @Nullable Kind kind,
        String name,
        @Nullable String alias,
        boolean prefixed,
        boolean listed) {
    enum Kind {
        PROFILE,
        SSO_SESSION,
        SERVICES
    }

    private static final ConfigHeader IGNORED = new ConfigHeader(null, "", null, false, false);

    /**
     * Parses the line of a header.
     *
     * @param line begins with {@code [}
     */
    static ConfigHeader parse(String line, int number, boolean credentialsFile)
            throws ConfigSyntaxException {
        int end = credentialsFile ? line.indexOf(']') : end(line);
        if (end >= 0 && !isComment(line.substring(end + 1))) {
            end = line.lastIndexOf(']'); // a bracket in a name
        }
        if (end < 0 || !isComment(line.substring(end + 1))) {
            throw new ConfigSyntaxException("Profile definition must end with ']'", number);
        }
        String content = Space.strip(line.substring(1, end));
        return credentialsFile ? ofCredentials(content) : ofConfig(content);
    }

    /** Returns the index of the closing bracket; brackets in balanced quotes are skipped. */
    private static int end(String line) {
        char quote = 0;
        for (int i = 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && c == ']') {
                return i;
            }
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return line.indexOf(']');
    }

    private static boolean isComment(String text) {
        String rest = Space.strip(text);
        return rest.isEmpty() || rest.charAt(0) == '#' || rest.charAt(0) == ';';
    }

    private static ConfigHeader ofConfig(String content) {
        if (content.equals("default")) {
            return new ConfigHeader(Kind.PROFILE, content, null, false, true);
        }
        int space = 0;
        while (space < content.length() && !Character.isWhitespace(content.charAt(space))) {
            space++;
        }
        Kind kind = kind(content.substring(0, space));
        String rest = content.substring(space);
        List<String> words = kind == null ? null : QuotedWords.split(rest);
        if (words == null || words.size() != 1) {
            return IGNORED;
        }
        boolean quoted = rest.indexOf('"') >= 0 || rest.indexOf('\'') >= 0;
        String name = words.get(0);
        return new ConfigHeader(
                kind, name, null, kind == Kind.PROFILE, quoted || ConfigProperty.isName(name));
    }

    private static @Nullable Kind kind(String keyword) {
        return switch (keyword) {
            case "profile" -> Kind.PROFILE;
            case "sso-session" -> Kind.SSO_SESSION;
            case "services" -> Kind.SERVICES;
            default -> null;
        };
    }

    /** There are only profiles, and AWS's command line writes their names without quotes. */
    private static ConfigHeader ofCredentials(String content) {
        if (content.isEmpty()
                || content.startsWith("profile ")
                || content.startsWith("profile\t")) {
            return IGNORED;
        }
        boolean quoted = content.charAt(0) == '\'' || content.charAt(0) == '"';
        List<String> words = quoted ? QuotedWords.split(content) : null;
        String alias = words != null && words.size() == 1 ? words.get(0) : null;
        return new ConfigHeader(
                Kind.PROFILE,
                content,
                alias,
                false,
                alias != null || ConfigProperty.isName(content));
    }
}
