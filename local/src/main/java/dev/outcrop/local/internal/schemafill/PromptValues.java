package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values in a prompt: those with a name ({@code city: Paris}, {@code 3 days}), then its quoted
 * texts, its names and its numbers, each once, in their order. For one thread.
 */
final class PromptValues {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.])-?\\d{1,15}(?:\\.\\d{1,10})?(?![\\w]|\\.\\d)");
    private static final Pattern QUOTED =
            Pattern.compile("\"([^\"]+)\"|“([^”]+)”|(?<!\\w)'([^']+)'(?!\\w)|`([^`]+)`");
    private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{L}\\d'’-]*");
    private static final Pattern NEVER = Pattern.compile("(?!)");
    private static final Pattern NO = Pattern.compile("\\b(no|not|false|without|don't)\\b");
    private static final String NOT_NAMES =
            " a add all also an and any are ask at be book calculate can call check compare compute"
                    + " convert could count create delete describe did do does draft email"
                    + " explain extract fetch find for forecast from generate get give has have"
                    + " hello help here hey hi how i i'd i'll i'm i've if in is it it's let list"
                    + " look make multiply my need no now of on or our please remind say schedule"
                    + " search send set should show subtract summarize tell temperature thanks"
                    + " that the their then there these this to translate update use using we"
                    + " weather what what's whats when when's where where's which who who's why"
                    + " will with would write yes you your ";

    /** Only the beginning and the end of a longer prompt are read. */
    private static final int LONGEST = 10_000;

    private static final int LONGEST_WHOLE = 100_000;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_OF_A_KIND = 200;

    private final Budget budget;
    private final String whole;
    private final String prompt;
    private final String lower;
    private final List<String> texts = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<BigDecimal> numbers = new ArrayList<>();
    private int quotes;
    private final Set<String> used = new HashSet<>();

    PromptValues(String whole, Budget budget) {
        this.budget = budget;
        this.whole = whole;
        this.prompt =
                whole.length() <= LONGEST
                        ? whole
                        : whole.substring(0, LONGEST / 2)
                                + "\n"
                                + whole.substring(whole.length() - LONGEST / 2);
        this.lower = prompt.toLowerCase(Locale.ROOT);
        budget.steps(prompt.length() * 4L);
        quoted();
        names();
        words();
        Matcher number = NUMBER.matcher(prompt);
        while (number.find() && numbers.size() < MOST_OF_A_KIND) {
            numbers.add(new BigDecimal(number.group()));
        }
    }

    /** Whether the prompt contains the words of a property's name. */
    boolean names(String property) {
        return !property.isEmpty() && named(property).find();
    }

    Optional<String> text(String property, Predicate<String> fits) {
        Optional<String> said = said(property).filter(fits);
        if (said.isPresent()) {
            texts.remove(said.get());
            return said;
        }
        if (quotes > 0 && isQuoted(property)) {
            Optional<String> quoted = taken(texts.subList(0, Math.min(quotes, texts.size())), fits);
            if (quoted.isPresent()) {
                quotes--;
                return quoted;
            }
        }
        if (isTheWhole(property)
                && whole.length() <= LONGEST_WHOLE
                && !whole.isBlank()
                && fits.test(whole.strip())) {
            return Optional.of(whole.strip());
        }
        return taken(texts, fits).or(() -> taken(words, w -> isOfAKind(w) && fits.test(w)));
    }

    /** Whether the prompt contains {@code property: value}. */
    boolean says(String property) {
        return said(property).isPresent();
    }

    String whole() {
        return whole.length() <= LONGEST_WHOLE ? whole : prompt;
    }

    Optional<String> firstName() {
        return texts.stream().findFirst();
    }

    int textCount() {
        return texts.size();
    }

    int numberCount() {
        return numbers.size();
    }

    /** Whether there are two numbers that could be coordinates. */
    boolean hasDecimalNumbers() {
        return numbers.stream().filter(number -> number.scale() > 0).count() > 1;
    }

    /** Returns the first match of a pattern that fits, whether or not it was returned before. */
    Optional<Json> any(Pattern pattern, Function<String, Optional<Json>> fits) {
        look();
        Matcher matcher = pattern.matcher(prompt);
        while (matcher.find()) {
            Optional<Json> value = fits.apply(group(matcher).strip());
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** Returns the first match of a pattern that fits; it is not returned again. */
    Optional<Json> next(Pattern pattern, Function<String, Optional<Json>> fits) {
        look();
        Matcher matcher = pattern.matcher(prompt);
        while (matcher.find()) {
            String found = group(matcher).strip();
            Optional<Json> value = used.contains(found) ? Optional.empty() : fits.apply(found);
            if (value.isPresent()) {
                used.add(found);
                texts.remove(found);
                words.remove(found);
                return value;
            }
        }
        return Optional.empty();
    }

    Optional<BigDecimal> number(String property, Predicate<BigDecimal> fits) {
        Matcher name = named(property);
        if (!property.isEmpty() && name.find()) {
            Matcher after = NUMBER.matcher(prompt);
            if (after.find(name.end()) && after.start() - name.end() < 8) {
                var said = new BigDecimal(after.group());
                if (fits.test(said)) {
                    numbers.remove(said);
                    return Optional.of(said);
                }
            }
        }
        return taken(numbers, fits);
    }

    boolean truth(String property) {
        Matcher name = named(property);
        return property.isEmpty()
                || !name.find()
                || !NO.matcher(lower.substring(Math.max(0, name.start() - 12), end(name))).find();
    }

    Optional<Json> oneOf(List<Json> allowed, String property) {
        Optional<Json> said = said(property).flatMap(text -> spelt(allowed, text));
        return said.or(
                () ->
                        allowed.stream()
                                .filter(
                                        value ->
                                                value instanceof Json.Str(String text) && has(text))
                                .findFirst());
    }

    private static Optional<Json> spelt(List<Json> allowed, String text) {
        return allowed.stream()
                .filter(value -> value instanceof Json.Str(String s) && s.equalsIgnoreCase(text))
                .findFirst();
    }

    private int end(Matcher name) {
        return Math.min(lower.length(), name.end() + 12);
    }

    /**
     * The value after the name: {@code name: value}, {@code name is "value"}, {@code name=value}.
     */
    private Optional<String> said(String property) {
        if (property.isEmpty() || property.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        look();
        Pattern pattern =
                Pattern.compile(
                        named(property).pattern()
                                + "\\s*(?:[:=]|\\bis\\b|\\bof\\b|\\bnamed\\b|\\bcalled\\b)\\s*"
                                + "(?:"
                                + QUOTED.pattern()
                                + "|([\\p{L}\\d_@./:+-]*[\\p{L}\\d_/]))",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        Matcher matcher = pattern.matcher(prompt);
        return matcher.find() ? Optional.of(group(matcher)) : Optional.empty();
    }

    /** Reads the prompt once. */
    private void look() {
        budget.steps(1 + prompt.length() / 16);
    }

    private Matcher named(String property) {
        if (property.length() > LONGEST_NAME) {
            return NEVER.matcher("");
        }
        look();
        String spaced =
                property.replaceAll("([a-z\\d])([A-Z])", "$1 $2")
                        .replaceAll("[^\\p{L}\\d]+", " ")
                        .strip();
        String joined = Pattern.quote(spaced).replace(" ", "\\E[\\s_-]?\\Q");
        return Pattern.compile(
                        "(?<![\\p{L}\\d])" + joined + "s?(?![\\p{L}\\d])", Pattern.CASE_INSENSITIVE)
                .matcher(prompt);
    }

    private boolean has(String text) {
        budget.steps(1 + prompt.length() / 256);
        return !text.isBlank()
                && lower.contains(text.toLowerCase(Locale.ROOT))
                && Pattern.compile(
                                "(?<![\\p{L}\\d])"
                                        + Pattern.quote(text.toLowerCase(Locale.ROOT))
                                        + "(?![\\p{L}\\d])")
                        .matcher(lower)
                        .find();
    }

    private void quoted() {
        Matcher matcher = QUOTED.matcher(prompt);
        while (matcher.find() && texts.size() < MOST_OF_A_KIND) {
            texts.add(group(matcher));
        }
        quotes = texts.size();
    }

    private void names() {
        for (String name : capitalized()) {
            String rest = name;
            // "Is Paris": the first word of a sentence is not a name.
            while (isNoName(firstWord(rest))) {
                rest = rest.substring(firstWord(rest).length()).strip();
            }
            rest = rest.replaceAll("['’]s?$", "");
            if (!rest.isEmpty() && !texts.contains(rest)) {
                texts.add(rest);
            }
        }
    }

    private static boolean isNoName(String word) {
        return NOT_NAMES.contains(" " + word.toLowerCase(Locale.ROOT).replace('’', '\'') + " ");
    }

    private static String firstWord(String text) {
        int end = text.indexOf(' ');
        return text.isEmpty() ? "\0" : end < 0 ? text : text.substring(0, end);
    }

    /** Words that begin with a capital letter, joined if separated by one space. */
    private List<String> capitalized() {
        List<String> found = new ArrayList<>();
        Matcher matcher = NAME.matcher(prompt);
        int start = -1;
        int end = -1;
        while (matcher.find() && found.size() < MOST_OF_A_KIND) {
            boolean goesOn =
                    end > 0
                            && ((end == matcher.start() - 1 && prompt.charAt(end) == ' ')
                                    || isState(end, matcher));
            if (start >= 0 && !goesOn) {
                found.add(prompt.substring(start, end));
            }
            start = goesOn ? start : matcher.start();
            end = matcher.end();
        }
        if (start >= 0) {
            found.add(prompt.substring(start, end));
        }
        return found;
    }

    /** Whether a name goes on with the abbreviation of a state: {@code Portland, OR}. */
    private boolean isState(int end, Matcher next) {
        return end == next.start() - 2
                && prompt.startsWith(", ", end)
                && next.group().matches("\\p{Lu}{2}");
    }

    /** Words between spaces, up to their last letter, digit or slash. */
    private void words() {
        for (String word : prompt.split("\\s+", -1)) {
            int end = word.length();
            while (end > 0 && !isOfAWord(word.charAt(end - 1))) {
                end--;
            }
            if (end > 0 && words.size() < MOST_OF_A_KIND) {
                words.add(word.substring(0, end));
            }
        }
    }

    private static boolean isOfAWord(char c) {
        return Character.isLetterOrDigit(c) || c == '/';
    }

    /** Words that are used only for a format: dates, addresses. */
    private static boolean isOfAKind(String word) {
        return word.chars().anyMatch(c -> c == '@' || c == ':' || Character.isDigit(c));
    }

    private static boolean isQuoted(String property) {
        return switch (property) {
            case "message", "text", "content" -> true;
            default -> false;
        };
    }

    private static boolean isTheWhole(String property) {
        return switch (property) {
            case "query", "question", "prompt", "message", "text", "input", "request" -> true;
            default -> false;
        };
    }

    private static <T> Optional<T> taken(List<T> from, Predicate<T> fits) {
        for (int i = 0; i < from.size(); i++) {
            if (fits.test(from.get(i))) {
                return Optional.of(from.remove(i));
            }
        }
        return Optional.empty();
    }

    private static String group(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return matcher.group();
    }
}
