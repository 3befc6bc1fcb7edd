package dev.outcrop.cli.bedrock;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.ModelName;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds chat models by words of their ids: {@code sonnet}, {@code nova lite}, {@code opus 4.5}. The
 * versions of one model form a line, newest first.
 */
final class ModelWords {
    private static final Pattern SUFFIX = Pattern.compile("-v\\d+(?::[\\w]+)*$");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int DATE = 6; // more digits than any version has

    private final Set<String> bases = new LinkedHashSet<>();

    ModelWords(Catalog catalog, LocalDate today) {
        for (ModelFacts facts : catalog.models()) {
            String base = ModelName.of(facts.id()).base();
            boolean over = facts.endOfLife() != null && facts.endOfLife().isBefore(today);
            if (base != null && facts.outputs().contains("text") && !over) {
                bases.add(base);
            }
        }
    }

    /** Returns the lines that match all words, each with its newest version first. */
    Collection<List<String>> lines(String words) {
        List<String> wanted = tokens(words);
        return wanted.isEmpty() ? List.of() : lines(wanted);
    }

    /** Returns all lines, each with its newest version first. */
    Collection<List<String>> lines() {
        return lines(List.of());
    }

    private Collection<List<String>> lines(List<String> wanted) {
        Map<Set<String>, List<String>> lines = new LinkedHashMap<>();
        for (String base : bases) {
            if (matches(wanted, tokens(base))) {
                lines.computeIfAbsent(line(base), line -> new ArrayList<>()).add(base);
            }
        }
        lines.values()
                .forEach(
                        line ->
                                line.sort(
                                        Comparator.comparing(ModelWords::version)
                                                .thenComparingInt(String::length)
                                                .reversed()));
        return lines.values();
    }

    private static boolean matches(List<String> wanted, List<String> tokens) {
        for (String word : wanted) {
            boolean number = NUMBER.matcher(word).matches();
            if (tokens.stream().noneMatch(t -> number ? t.equals(word) : t.startsWith(word))) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> line(String base) {
        var line = new TreeSet<String>();
        for (String token : tokens(SUFFIX.matcher(base).replaceAll(""))) {
            if (!NUMBER.matcher(token).matches()) {
                line.add(token);
            }
        }
        return line;
    }

    /** The numbers of a version, each in four digits, so that texts compare as versions. */
    private static String version(String base) {
        var version = new StringBuilder();
        for (String token : tokens(SUFFIX.matcher(base).replaceAll(""))) {
            if (NUMBER.matcher(token).matches() && token.length() < DATE) {
                version.append(String.format(Locale.ROOT, "%05d.", Integer.parseInt(token)));
            }
        }
        return version.toString();
    }

    private static List<String> tokens(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(token -> !token.isEmpty())
                .toList();
    }
}
