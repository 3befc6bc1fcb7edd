package dev.outcrop.local.internal.guardrail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The patterns of {@code phrases.txt}, by type; read on first use. */
final class Phrases {
    private static final class Holder {
        static final Map<String, List<WordMatcher>> BY_TYPE = read();
    }

    private Phrases() {}

    /** Returns the patterns of a content filter, or of a managed word list. */
    static List<WordMatcher> of(String type) {
        return Holder.BY_TYPE.getOrDefault(type, List.of());
    }

    /** Returns a matcher for all patterns of a type. */
    static TextMatcher matcher(String type) {
        return text -> {
            var matches = new ArrayList<TextMatcher.Match>();
            of(type).forEach(pattern -> matches.addAll(pattern.find(text)));
            return matches;
        };
    }

    private static Map<String, List<WordMatcher>> read() {
        try (InputStream in = Phrases.class.getResourceAsStream("phrases.txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(in, "phrases.txt").readAllBytes(),
                            StandardCharsets.UTF_8);
            var byType = new LinkedHashMap<String, List<WordMatcher>>();
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(line, byType));
            return byType;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String line, Map<String, List<WordMatcher>> byType) {
        int space = line.indexOf(' ');
        byType.computeIfAbsent(line.substring(0, space), type -> new ArrayList<>())
                .add(WordMatcher.ofPattern(line.substring(space + 1)));
    }
}
