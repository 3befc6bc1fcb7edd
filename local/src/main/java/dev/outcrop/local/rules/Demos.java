package dev.outcrop.local.rules;

import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prompts whose answers show how a terminal or page renders text. */
final class Demos {
    private static final int MOST_WORDS = 20_000;
    private static final Pattern ERROR = Pattern.compile("\\bsay error:([a-z]+)\\b");
    private static final Pattern WORDS = Pattern.compile("\\bsay (\\d{1,6}) words\\b");
    private static final Pattern COUNT = Pattern.compile("\\bcount to (\\d{1,5})\\b");

    private Demos() {}

    /** Returns the answer to one of these prompts; null for any other prompt. */
    static @Nullable String answer(String asked) {
        String prompt = asked.toLowerCase(Locale.ROOT);
        if (prompt.contains("md sampler")) {
            return MarkdownSampler.TEXT;
        }
        if (prompt.contains("what can you do")) {
            return HELP;
        }
        Matcher words = WORDS.matcher(prompt);
        if (words.find()) {
            return numbered(Math.min(MOST_WORDS, Integer.parseInt(words.group(1))), " ", "word");
        }
        Matcher count = COUNT.matcher(prompt);
        if (count.find()) {
            return numbered(Math.min(MOST_WORDS, Integer.parseInt(count.group(1))), ", ", "");
        }
        return isSlow(prompt) ? numbered(40, " ", "word") : null;
    }

    /** Returns the error that a prompt asks for; null for none. */
    static @Nullable ServiceError error(String asked) {
        Matcher error = ERROR.matcher(asked.toLowerCase(Locale.ROOT));
        return error.find() ? error(error, asked) : null;
    }

    /** Whether the error follows the first words. */
    static boolean breaksOff(String asked) {
        return asked.toLowerCase(Locale.ROOT).contains("say error:midstream");
    }

    static boolean isSlow(String asked) {
        return asked.strip().toLowerCase(Locale.ROOT).startsWith("slow");
    }

    private static ServiceError error(Matcher error, String asked) {
        return switch (error.group(1)) {
            case "throttle" ->
                    ServiceError.of(
                            "ThrottlingException",
                            "Too many tokens, please wait before trying again.");
            case "day" ->
                    ServiceError.of(
                            "ThrottlingException",
                            "Too many tokens per day, please wait before trying again.");
            case "access" ->
                    ServiceError.of(
                            "AccessDeniedException",
                            "You don't have access to the model with the specified model ID.");
            case "notfound" ->
                    ServiceError.of(
                            "ResourceNotFoundException",
                            "Could not resolve the foundation model from the provided model"
                                    + " identifier.");
            case "timeout" ->
                    ServiceError.of(
                            "ModelTimeoutException",
                            "The model took too long to process the request.");
            case "notready" ->
                    ServiceError.of("ModelNotReadyException", "Model is not ready for inference.");
            case "unavailable" ->
                    ServiceError.of("ServiceUnavailableException", "The service is unavailable.");
            case "internal" ->
                    ServiceError.of(
                            "InternalServerException",
                            "The system encountered an unexpected error during processing. Try"
                                    + " your request again.");
            case "model" ->
                    ServiceError.of(
                            "ModelErrorException",
                            "The model had an error while processing the request.");
            case "midstream" ->
                    ServiceError.of(
                            "ModelStreamErrorException",
                            "The system encountered an unexpected error during processing. Try"
                                    + " your request again.");
            default -> ServiceError.validation("You asked for: " + asked.strip());
        };
    }

    private static String numbered(int count, String between, String word) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> word + i)
                .collect(Collectors.joining(between));
    }

    private static final String HELP =
            String.join(
                    "\n",
                    List.of(
                            "This is the local Bedrock. No model is running here: the answer is"
                                    + " made up by rule. Try:",
                            "",
                            "- `md sampler`: Markdown of all kinds",
                            "- `thinking sampler`: reasoning before the answer",
                            "- `slow`: a word every 150 ms",
                            "- `say 500 words`, `count to 100`: an answer of some length",
                            "- `say error:throttle` (or day, access, notfound, timeout, notready,"
                                    + " unavailable, internal, model, midstream, validation)",
                            "- the name of one of your tools: it is called",
                            "- three jokes about statisticians"));
}
