package dev.outcrop.internal.transport;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person can do, by the wording of an error. The first row that is found in the text
 * applies; texts about tokens are in {@link ContextLength}.
 */
final class RemedyTable {
    /**
     * A row.
     *
     * @param wording in lower case; any case is found, and any apostrophe
     * @param evidence where the wording is known from
     */
    private record Row(Pattern wording, Function<RefusedRequest, String> remedy, String evidence) {}

    private static Row row(
            String wording, Function<RefusedRequest, String> remedy, String evidence) {
        return new Row(Pattern.compile(wording, Pattern.CASE_INSENSITIVE), remedy, evidence);
    }

    private static Row row(String wording, String remedy, String evidence) {
        return row(wording, ignored -> remedy, evidence);
    }

    private static final String LIST =
            " List the models: outcrop models (in Java: bedrock.models())";

    private static final List<Row> IDS =
            List.of(
                    row("on-demand throughput isn't supported", ModelRemedies::profile, "recorded"),
                    row("model identifier is invalid", ModelRemedies::unknownId, "recorded"),
                    row(
                            "(?:end of its life|marked by provider as legacy)",
                            ModelRemedies::retired,
                            "recorded; aws-samples/amazon-bedrock-workshop#386"),
                    row(
                            "use[ -]case (?:details|form)",
                            "Fill in the use case form of the model in the Bedrock console (Model"
                                    + " catalog), and wait about 15 minutes.",
                            "Bedrock, \"Request access to models\""),
                    row(
                            "data retention mode",
                            "An administrator must allow the data retention that this model"
                                    + " requires, once for the account"
                                    + " (bedrock:PutAccountDataRetention). See"
                                    + " https://docs.aws.amazon.com/bedrock/latest/userguide/data-retention.html",
                            "anthropics/claude-code#66872, earendil-works/pi#5561,"
                                    + " pydantic/pydantic-ai#8341"),
                    row(
                            "does not support the '([^']*)' api",
                            ModelRemedies::otherApi,
                            "bedrock-mantle: BerriAI/litellm#39846"),
                    row(
                            "doesn't support counting tokens",
                            "Count with another model of the vendor, or read the usage of an"
                                    + " answer.",
                            "recorded"),
                    row(
                            "operation not allowed",
                            "The account may not be allowed to call models yet, or the model is"
                                    + " about to be retired. Try another model or region, or contact"
                                    + " AWS support.",
                            "new accounts; BerriAI/litellm#28704 for retired models"));

    private static final List<Row> SETTINGS =
            List.of(
                    row(
                            "`?([\\w.]+)`? (?:is|are) deprecated for this model",
                            RemedyTable::remove,
                            "promptfoo/promptfoo#8763, livekit/agents#6947"),
                    row(
                            "cannot both be specified",
                            "Remove one of them (in Java, for an ARN: set its model with"
                                    + " withBaseModel(…))",
                            "Claude 4.5"),
                    row(
                            "support the image field for user messages",
                            "Use a model that reads images, or return the image beside the tool"
                                    + " result.",
                            "anomalyco/opencode#49443"),
                    row(
                            "support the ([\\w.]*reasoningcontent[\\w.]*) field"
                                    + "|cannot contain reasoning content",
                            "The history contains reasoning that this model does not accept. Remove"
                                    + " it, or name the model of the ARN (in Java:"
                                    + " withBaseModel(id)), so that it is left out.",
                            "strands-agents/sdk-python#682; langchain-aws#401"),
                    row(
                            "support the ([\\w.]*toolchoice[\\w.]*) field",
                            "Let the model choose its tools (in Java: ToolChoice.auto()).",
                            "strands-agents/sdk-python#1241"),
                    row(
                            "support the ([\\w.]*s3(?:uri|location)) field|source\\.type: field"
                                    + " required",
                            "Send the bytes in place of the S3 address, or use an Amazon Nova"
                                    + " model.",
                            "recorded; strands-agents/sdk-python#1744"),
                    row(
                            "support the ([\\w.]+) field",
                            RemedyTable::remove,
                            "crewAIInc/crewAI#4046, strands-agents/sdk-python#682"),
                    row(
                            "support the (\\w+) content block",
                            refusal ->
                                    "Use a model that reads "
                                            + refusal.named()
                                            + " input, or remove it.",
                            "recorded: video for a model without it"),
                    row(
                            "support tool use in streaming mode",
                            "Do not stream calls with tools, or use another model.",
                            "earendil-works/pi#3739: Llama 3"),
                    row(
                            "support tool use",
                            "Use a model that supports tools, or remove the tools.",
                            "recorded"),
                    row(
                            "support system messages",
                            "Put the instruction before the first question, or use InvokeModel (in"
                                    + " Java: with(Protocol.INVOKE_MODEL)).",
                            "instructor-ai/instructor#1753"),
                    row(
                            "extraneous key \\[cachepoint\\]|cachepoint[^.]{0,40}not supported",
                            "The model does not support prompt caching. Switch it off (in Java:"
                                    + " with(PromptCaching.NONE)).",
                            "Bedrock, \"Prompt caching\": unsupported models"),
                    row(
                            "(?:#/([\\w/]*): )?extraneous key \\[(\\w+)\\]",
                            RemedyTable::remove,
                            "recorded: extraneous key [toolResult] is not permitted"),
                    row(
                            "([\\w.]+): extra inputs are not permitted"
                                    + "|extra inputs are not permitted",
                            RemedyTable::remove,
                            "Claude"),
                    row(
                            "(?:unknown|unsupported|unrecognized) (?:parameter|request argument"
                                    + " supplied|field): [`'\"]?([\\w.\\[\\]]+)",
                            RemedyTable::remove,
                            "langchain-ai/langchain-aws#1262: reasoning_effort of GPT over"
                                    + " Converse"),
                    row(
                            "block is bound to a different (?:conversation|model)",
                            "The system prompt, the tools or earlier messages have changed since this"
                                    + " thinking, or another model produced it. Begin a new"
                                    + " conversation, or set"
                                    + " thinking.block_binding.prefix_mismatch_behavior to"
                                    + " drop_block (in Java: with apiArgs).",
                            "Anthropic, \"Preserved thinking\"; Bedrock, \"Preserved thinking\""),
                    row(
                            "thinking may not be enabled when tool_choice",
                            "Let the model choose its tools (in Java: ToolChoice.auto()), or switch"
                                    + " thinking off.",
                            "vercel/ai#21364"),
                    row(
                            "assistant message prefill|must end with a user message",
                            "End the conversation with a user message.",
                            "strands-agents/harness-sdk#1694"));

    private static final List<Row> MEDIA =
            List.of(
                    row(
                            "too many images and documents",
                            "Send fewer. With more than 20, none may be wider or higher than 2000"
                                    + " pixels.",
                            "Claude"),
                    row(
                            "exceed max allowed size(?: for many-image requests)?: (\\d+) pixels",
                            refusal ->
                                    "Scale the images down to at most "
                                            + refusal.named()
                                            + " pixels in width and height. With more than 20 images"
                                            + " the limit is 2000 pixels, otherwise 8000.",
                            "anthropics/claude-code#5147;"
                                    + " aws-solutions-library-samples/accelerated-intelligent-"
                                    + "document-processing-on-aws#998"),
                    row(
                            "image exceeds (\\d+) mb maximum",
                            "Scale the image down: a file of 3.75 MB is 5 MB in Base64, which is"
                                    + " the limit.",
                            "aws-solutions-library-samples/accelerated-intelligent-"
                                    + "document-processing-on-aws#778"),
                    row(
                            "does not match the specified image format",
                            "Name the format of the image's bytes: png, jpeg, gif or webp.",
                            "NousResearch/hermes-agent#55429"),
                    row(
                            "text block must be included when using documents",
                            "Add a text beside the document.",
                            "BerriAI/litellm#36499"));

    private static final List<Row> ACCESS =
            List.of(
                    row(
                            "aws-marketplace:",
                            "A user with AWS Marketplace permissions must use the model once; access"
                                    + " then takes up to 15 minutes. This program itself does not"
                                    + " need these permissions.",
                            "Bedrock, \"Request access to models\""),
                    row(
                            "explicit deny in a service control policy",
                            "Your AWS organization denies the call, often for one region of an"
                                    + " inference profile. Use a profile of one geography, or contact"
                                    + " the organization's administrator.",
                            "Bedrock, \"Prerequisites for inference profiles\""),
                    row(
                            "is not authorized to perform",
                            "Request the named permission on the model and on its inference profile.",
                            "IAM"),
                    row(
                            "permission_error",
                            "The account has no access to this model, although the console may show"
                                    + " it. Contact AWS support.",
                            "Anthropic's models"),
                    row(
                            "make sure your api key is valid",
                            "Check the API key: it may be mistyped, expired (short-term keys end"
                                    + " after 12 hours), or for another region.",
                            "Bedrock, \"API keys\""),
                    row(
                            "have access to the model",
                            "Request access to the model in the Bedrock console, and check that you"
                                    + " use the same region and the right id."
                                    + LIST,
                            "Bedrock"));

    private static final List<List<Row>> ALL = List.of(IDS, SETTINGS, MEDIA, ACCESS);

    private RemedyTable() {}

    /** Returns the remedy for a text of the service; null if no row matches. */
    static @Nullable String of(String what, @Nullable String modelId, @Nullable String region) {
        String said = Wordings.withPlainApostrophes(what);
        for (List<Row> rows : ALL) {
            for (Row row : rows) {
                Matcher found = row.wording().matcher(said);
                if (found.find()) {
                    return row.remedy().apply(new RefusedRequest(found, modelId, region));
                }
            }
        }
        return null;
    }

    /** Names the setting in the service's spelling. */
    private static String remove(RefusedRequest refusal) {
        String name = refusal.named();
        String remove =
                "The model does not support "
                        + (name.isEmpty() ? "this field" : name)
                        + ". Remove it (in Java: from params or apiArgs).";
        return refusal.isModelHidden()
                ? remove
                        + " Or name the model behind the id (in Java: withBaseModel(id)), so that"
                        + " what it does not support is left out."
                : remove;
    }
}
