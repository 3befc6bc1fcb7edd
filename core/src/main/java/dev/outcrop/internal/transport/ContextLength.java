package dev.outcrop.internal.transport;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException.ContextLengthException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes errors that say that a request has too many tokens, and reads the numbers. */
final class ContextLength {
    private static final String NUMBER = "\\d[\\d,]{0,14}";

    /**
     * A wording in lower case, with the groups {@code tokens}, {@code more} (to be added to the
     * tokens) and {@code limit} if it contains them.
     *
     * @param remedy what a person can do
     */
    private record Wording(Pattern pattern, String remedy, String evidence) {
        Wording(String pattern, String remedy, String evidence) {
            this(
                    Pattern.compile(
                            pattern.replace("<T>", "(?<tokens>" + NUMBER + ")")
                                    .replace("<M>", "(?<more>" + NUMBER + ")")
                                    .replace("<L>", "(?<limit>" + NUMBER + ")")),
                    remedy,
                    evidence);
        }
    }

    private static final String SHORTEN =
            "Shorten the conversation, or use a model with a larger context window.";
    private static final String SHORTEN_OR_LESS =
            "Shorten the conversation, lower maxTokens, or use a model with a larger context"
                    + " window.";
    private static final String SHORTEN_OR_IMAGES =
            SHORTEN + " Images larger than 3.75 MB cause the same error.";
    private static final String LESS = "Lower maxTokens: this model writes fewer tokens.";

    private static final String PI = "earendil-works/pi packages/ai/src/utils/overflow.ts";

    /** Those with numbers come first. */
    private static final List<Wording> WORDINGS =
            List.of(
                    new Wording(
                            "prompt is too long: <T> tokens > <L>",
                            SHORTEN,
                            "strands-agents/harness-sdk#1663 (Claude Opus 4.6 on Bedrock)"),
                    new Wording(
                            "exceed context limit: <T> \\+ <M> > <L>",
                            SHORTEN_OR_LESS,
                            "stackblitz/bolt.new#7414; strands models/bedrock.py"),
                    new Wording(
                            "maximum tokens you requested exceeds? the model limit of <L>",
                            LESS,
                            "vercel/ai#2772, charmbracelet/crush#946, RooCode#248"),
                    new Wording(
                            "max input tokens: <L>, request input token count: <T>",
                            SHORTEN,
                            "Titan on Bedrock, as parsed by public clients"),
                    new Wording(
                            "context length is (?:only )?<L>.{0,300}for a total of (?:at least )?<T>"
                                    + " tokens",
                            SHORTEN_OR_LESS,
                            "vLLM 0.8 and later: " + PI),
                    new Wording(
                            "passed <T> input tokens and requested <M> output tokens.{0,80}context"
                                    + " length is (?:only )?<L>",
                            SHORTEN_OR_LESS,
                            "vLLM"),
                    new Wording(
                            "context length (?:is|of) (?:only )?<L>.{0,80}(?:requested (?:about |a total"
                                    + " of )?|resulted in |request has )<T> (?:input )?tokens",
                            SHORTEN_OR_LESS,
                            "OpenAI, OpenRouter (refly-ai/refly#1177), DeepSeek, vLLM"),
                    new Wording(
                            "input length \\(?<T>\\)? exceeds (?:the )?(?:model's )?maximum (?:context|allowed"
                                    + " input) length (?:of )?\\(?<L>",
                            SHORTEN,
                            PI),
                    new Wording(
                            "input token count \\(?<T>\\)? exceeds the maximum number of tokens allowed"
                                    + " \\(?<L>",
                            SHORTEN,
                            "google-gemini/gemini-cli#6678"),
                    new Wording(
                            "maximum prompt length is <L> but the request contains <T> tokens",
                            SHORTEN,
                            "xAI: " + PI),
                    new Wording(
                            "input \\(<T> tokens\\) is longer than the model's context length \\(<L>",
                            SHORTEN,
                            "Together AI: " + PI),
                    new Wording(
                            "token count of <T> exceeds the limit of <L>",
                            SHORTEN,
                            "GitHub Copilot: " + PI),
                    new Wording(
                            "exceeded model token limit: <L> \\(requested: <T>\\)",
                            SHORTEN,
                            "Kimi: " + PI),
                    new Wording(
                            "prompt contains <T> tokens.{0,80}too large for model with <L> maximum"
                                    + " context length",
                            SHORTEN,
                            "Mistral: " + PI),
                    new Wording(
                            "request \\(<T> tokens\\) exceeds the available context size \\(<L>",
                            SHORTEN,
                            "llama.cpp"),
                    new Wording("prompt cannot exceed <L> - received <T>", SHORTEN, "Cohere's API"),
                    new Wording(
                            "prompt \\(length <T>\\) is longer than the maximum model length of <L>",
                            SHORTEN,
                            "vLLM"),
                    new Wording(
                            "maximum context length (?:is|of) <L>",
                            SHORTEN_OR_LESS,
                            "Llama on Bedrock; LiteLLM's wording of OpenAI's"),
                    new Wording(
                            "too long for requested model",
                            SHORTEN_OR_IMAGES,
                            "Bedrock; strands models/bedrock.py; for images:"
                                    + " aws-solutions-library-samples/accelerated-intelligent-"
                                    + "document-processing-on-aws#998"),
                    new Wording(
                            "input tokens exceeded|too many input tokens|too many total text bytes",
                            SHORTEN,
                            "Nova and Titan on Bedrock; strands models/bedrock.py"),
                    new Wording(
                            "malformed input request: (?:#/(?:inputtext|prompt): )?expected"
                                    + " maxlength|prompt: length: 1\\.\\.",
                            SHORTEN,
                            "Titan and Claude 2 on Bedrock, as parsed by public clients"),
                    new Wording(
                            "(?:input|prompt|conversation|context|request) (?:is |was )?too long",
                            SHORTEN,
                            "Bedrock and Anthropic without numbers; Ollama: " + PI),
                    new Wording(
                            "exceeds? (?:the )?(?:available |model's )?(?:maximum )?context"
                                    + " (?:limit|window|length|size)|maximum context length"
                                    + "|context window exceeds limit|greater than the context length"
                                    + "|context[_ ]length[_ ]exceeded|prompt exceeds max length"
                                    + "|input token count exceeds the maximum"
                                    + "|reduce the length of the messages",
                            SHORTEN,
                            "OpenAI, Groq, MiniMax, LM Studio, llama.cpp, Z.ai: " + PI));

    private ContextLength() {}

    /**
     * Returns the failure for a text of a server; null if the text does not say that the request is
     * too long.
     *
     * @param code the server's name of the error; null or empty if it has none
     */
    static @Nullable ContextLengthException of(
            String what, @Nullable String code, ErrorDetails details) {
        String said = Wordings.plain(what);
        for (Wording wording : WORDINGS) {
            Matcher found = wording.pattern().matcher(said);
            if (found.find()) {
                long tokens = number(found, "tokens");
                long more = number(found, "more");
                return new ContextLengthException(
                        what,
                        details.withRemedy(wording.remedy()),
                        more < 0 ? tokens : tokens + more,
                        number(found, "limit"));
            }
        }
        return "context_length_exceeded".equals(code)
                ? new ContextLengthException(what, details.withRemedy(SHORTEN), -1, -1)
                : null;
    }

    private static long number(Matcher found, String group) {
        boolean has = found.namedGroups().containsKey(group);
        String digits = has ? found.group(group) : null;
        return digits == null ? -1 : Long.parseLong(digits.replace(",", ""));
    }
}
