package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.ToolResultRules.Media;

import java.util.Set;

/**
 * The rules of models for a history, by their ids. {@link #ANY} applies to unknown models and to
 * ARNs that name no model: everything that can be repaired is repaired, and nothing is rejected
 * that some model accepts.
 *
 * <table>
 * <caption>Sources</caption>
 * <tr><td>assistantBegins</td><td>pydantic-ai, verified in us-east-1 on 2026-07-03: all but
 *     Anthropic and Qwen refuse</td></tr>
 * <tr><td>continuesAssistant</td><td>Anthropic, "What's new in Claude 4.6", prefill removal;
 *     strands-agents/harness-sdk#1694 for Bedrock</td></tr>
 * <tr><td>repeatsRoles</td><td>recorded: amazon.titan-text-express-v1 answers two user messages in
 *     a row</td></tr>
 * <tr><td>signsThinking</td><td>Anthropic, "Extended thinking": blocks are verified by their
 *     signature</td></tr>
 * <tr><td>idSigns</td><td>ToolUseId of Bedrock's service model; Anthropic's own pattern has no
 *     {@code .} and {@code :} (anomalyco/opencode#1279)</td></tr>
 * <tr><td>media</td><td>Bedrock, "API restrictions" (documents; no limit on images of Bedrock's
 *     own); Message in the API reference (20 images, for Claude 3); base64 of an image at most 5 MiB:
 *     measured on Claude, accelerated-intelligent-document-processing-on-aws#994; more than 20
 *     images on later Claude models: #147 of the same</td></tr>
 * <tr><td>results</td><td>recorded: images and documents in results for Claude, images for Llama 4
 *     and Nova 2, a document for Pixtral; a video refused by both Claude and Nova 2. pydantic-ai,
 *     verified: no binary documents for Nova, documents but no images for Mistral, nothing for Qwen;
 *     Llama and Mistral take results only by themselves (pydantic/pydantic-ai#6081); Palmyra takes
 *     no status</td></tr>
 * </table>
 *
 * @param assistantBegins whether the conversation may begin with the assistant
 * @param continuesAssistant whether the conversation may end with the assistant
 * @param repeatsRoles whether two messages in a row may have the same role
 * @param signsThinking whether thinking without signature is refused
 * @param idSigns the characters that ids of calls may contain besides letters and digits
 * @param results what is accepted in tool results
 */
public record HistoryRules(
        boolean assistantBegins,
        boolean continuesAssistant,
        boolean repeatsRoles,
        boolean signsThinking,
        String idSigns,
        MediaLimits media,
        ToolResultRules results) {
    private static final String BEDROCK_SIGNS = "_.:-";
    private static final String CLAUDE_SIGNS = "_-";

    private static final MediaLimits ANY_MEDIA =
            media(Set.of("pdf", "docx"), MediaLimits.NO_LIMIT, MediaLimits.NO_LIMIT);

    private static final ToolResultRules IMAGES =
            new ToolResultRules(Set.of(Media.IMAGE), false, true);

    private static final ToolResultRules IMAGES_AND_DOCUMENTS =
            new ToolResultRules(
                    Set.of(Media.IMAGE, Media.TEXT_DOCUMENT, Media.DOCUMENT), false, true);

    public static final HistoryRules ANY = plain(IMAGES);

    private static final HistoryRules NOVA =
            plain(new ToolResultRules(Set.of(Media.IMAGE, Media.TEXT_DOCUMENT), false, true));

    private static final HistoryRules LLAMA =
            plain(
                    new ToolResultRules(
                            Set.of(Media.IMAGE, Media.TEXT_DOCUMENT, Media.DOCUMENT), true, true));

    private static final HistoryRules MISTRAL =
            plain(new ToolResultRules(Set.of(Media.TEXT_DOCUMENT, Media.DOCUMENT), true, true));

    private static final HistoryRules PALMYRA = plain(new ToolResultRules(Set.of(), false, false));

    private static final HistoryRules QWEN =
            new HistoryRules(
                    true,
                    true,
                    false,
                    false,
                    BEDROCK_SIGNS,
                    ANY_MEDIA,
                    new ToolResultRules(Set.of(), false, true));

    private static final HistoryRules TITAN =
            new HistoryRules(false, true, true, false, BEDROCK_SIGNS, ANY_MEDIA, IMAGES);

    private static final HistoryRules CLAUDE_3 =
            claude(true, media(Set.of(), 20, MediaLimits.IMAGE_BYTES));

    private static final MediaLimits CLAUDE_MEDIA =
            media(Set.of("pdf"), MediaLimits.NO_LIMIT, MediaLimits.IMAGE_BYTES);

    /** Up to 4.5, and those whose id does not contain their version. */
    private static final HistoryRules CLAUDE_4 = claude(true, CLAUDE_MEDIA);

    private static final HistoryRules CLAUDE_4_6 = claude(false, CLAUDE_MEDIA);

    /** Returns the rules for a model. */
    public static HistoryRules of(ModelName model) {
        return switch (model.family()) {
            case CLAUDE_2, CLAUDE_3, CLAUDE_3_7 -> CLAUDE_3;
            case CLAUDE_4, CLAUDE_4_5, CLAUDE_OPUS_4_5 -> CLAUDE_4;
            case CLAUDE_4_6 -> CLAUDE_4_6;
            case CLAUDE_4_7 -> isNumbered(model) ? CLAUDE_4_6 : CLAUDE_4;
            case NOVA, NOVA_2 -> NOVA;
            case TITAN -> TITAN;
            case LLAMA -> LLAMA;
            case MISTRAL -> MISTRAL;
            case QWEN -> QWEN;
            case PALMYRA -> PALMYRA;
            case COHERE_COMMAND, COHERE_COMMAND_R, JAMBA, DEEPSEEK, GPT_OSS, GPT, KIMI, UNKNOWN ->
                    ANY;
        };
    }

    /**
     * For a Claude model without a version in its id, only what all Claude models reject is
     * rejected.
     */
    private static boolean isNumbered(ModelName model) {
        return model.base() == null || model.base().chars().anyMatch(Character::isDigit);
    }

    private static HistoryRules plain(ToolResultRules results) {
        return new HistoryRules(false, true, false, false, BEDROCK_SIGNS, ANY_MEDIA, results);
    }

    private static HistoryRules claude(boolean continuesAssistant, MediaLimits media) {
        return new HistoryRules(
                true, continuesAssistant, false, true, CLAUDE_SIGNS, media, IMAGES_AND_DOCUMENTS);
    }

    private static MediaLimits media(Set<String> anySize, int images, int imageBytes) {
        return new MediaLimits(5, MediaLimits.DOCUMENT_BYTES, anySize, images, imageBytes);
    }
}
