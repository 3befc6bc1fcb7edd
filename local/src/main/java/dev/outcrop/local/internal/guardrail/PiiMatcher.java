package dev.outcrop.local.internal.guardrail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds personal data by its form: the first named group that matched, else the whole match. */
record PiiMatcher(Pattern pattern, Checksum checksum) implements TextMatcher {
    @Override
    public List<Match> find(String text) {
        var matches = new ArrayList<Match>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            Match match = data(matcher);
            if (match.end() > match.start()
                    && checksum.isRight(text.substring(match.start(), match.end()))) {
                matches.add(match);
            }
        }
        return matches;
    }

    private static Match data(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.start(group) >= 0) {
                return new Match(matcher.start(group), matcher.end(group));
            }
        }
        return new Match(matcher.start(), matcher.end());
    }
}
