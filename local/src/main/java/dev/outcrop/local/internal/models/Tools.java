package dev.outcrop.local.internal.models;

import static dev.outcrop.local.internal.models.ModelFamily.CLAUDE;
import static dev.outcrop.local.internal.models.ModelFamily.COMMAND;
import static dev.outcrop.local.internal.models.ModelFamily.COMMAND_R;
import static dev.outcrop.local.internal.models.ModelFamily.DEEPSEEK;
import static dev.outcrop.local.internal.models.ModelFamily.JAMBA;
import static dev.outcrop.local.internal.models.ModelFamily.JURASSIC;
import static dev.outcrop.local.internal.models.ModelFamily.LLAMA;
import static dev.outcrop.local.internal.models.ModelFamily.MISTRAL;
import static dev.outcrop.local.internal.models.ModelFamily.NOVA;
import static dev.outcrop.local.internal.models.ModelFamily.PALMYRA;
import static dev.outcrop.local.internal.models.ModelFamily.TITAN;
import static dev.outcrop.local.internal.models.ModelFamily.UNKNOWN;

import java.util.Set;

/** What models accept of tools, over Converse. */
public final class Tools {
    /** The form of {@code toolUseId}. */
    public enum Ids {
        ANY,
        /** Nine letters or digits, or an id of Bedrock's own. */
        NINE_OR_OWN,
        /** Nine letters or digits. */
        NINE
    }

    private static final String FEATURES = "Bedrock, \"Supported models and model features\"";
    private static final String CHOICE =
            "Bedrock, ToolChoice: one tool for Anthropic and Nova; more in reports";

    /** Whether there are tools. */
    public static final ModelTable<Boolean> SUPPORTED =
            ModelTable.of(true)
                    .with(Scope.of(TITAN, COMMAND, JURASSIC), false, FEATURES)
                    .with(Scope.of(JAMBA).named("jamba-instruct"), false, FEATURES)
                    .with(Scope.of(CLAUDE).before(3, 0), false, FEATURES)
                    .with(Scope.of(DEEPSEEK).named("r1"), false, FEATURES)
                    .with(Scope.of(MISTRAL).named("mistral-7b", "mixtral"), false, FEATURES)
                    .with(Scope.of(LLAMA).before(3, 1), false, FEATURES)
                    .with(
                            Scope.of(LLAMA).named("-1b-", "-3b-").from(3, 2).before(3, 3),
                            false,
                            "recorded: Llama 3.2 3B");

    /** Whether there are tools in ConverseStream. */
    public static final ModelTable<Boolean> STREAMED =
            ModelTable.of(true)
                    .with(
                            Scope.of(LLAMA).before(4, 0),
                            false,
                            "earendil-works/pi#3739, and other reports of Llama 3.1 and 3.3");

    /** The values of {@code toolChoice} that Bedrock refuses. */
    public static final ModelTable<Set<String>> REFUSED_CHOICES =
            ModelTable.<Set<String>>of(Set.of())
                    .with(Scope.of(MISTRAL, COMMAND_R, JAMBA, PALMYRA), Set.of("tool"), CHOICE)
                    .with(
                            Scope.of(LLAMA),
                            Set.of("any", "tool"),
                            "strands-agents/sdk-python#1241, maximhq/bifrost#3196");

    /** Whether the model refuses to be forced to use a tool. */
    public static final ModelTable<Boolean> NEVER_FORCED =
            ModelTable.of(false)
                    .with(
                            Scope.of(CLAUDE).named("opus", "sonnet").from(5, 5),
                            true,
                            "vercel/ai#21364, instructor#2681, llama_index#23207, live; Anthropic,"
                                    + " \"What's new in Opus 5.5\"")
                    .with(
                            Scope.of(CLAUDE).named("fable", "mythos").from(5, 1),
                            true,
                            "vercel/ai, changelog of amazon-bedrock 5.0.95; litellm#39184");

    /** Whether the model cannot be forced while it thinks. */
    public static final ModelTable<Boolean> FORCED_ONLY_WITHOUT_THINKING =
            ModelTable.of(false)
                    .with(
                            Scope.of(CLAUDE).from(3, 7).before(4, 8),
                            true,
                            "Anthropic, \"Extended thinking\"; langchain-aws#1141: allowed from 4.8"
                                    + " on");

    /** Whether {@code anyOf}, {@code oneOf} and {@code allOf} may stand at the top of a schema. */
    public static final ModelTable<Boolean> TOP_LEVEL_UNIONS =
            ModelTable.of(true)
                    .with(Scope.of(CLAUDE), false, "code-yeongyu/senpi#1947, trycua/cua#3303");

    /** Whether two tools may have the same name. */
    public static final ModelTable<Boolean> REPEATED_NAMES =
            ModelTable.of(true).with(Scope.of(CLAUDE), false, "tailcallhq/forgecode#892");

    /** Whether a tool may be strict. */
    public static final ModelTable<Boolean> STRICT =
            ModelTable.of(true)
                    .with(
                            Scope.of(CLAUDE).from(5, 1),
                            false,
                            "lobehub#19876, live: Opus 5.5 and Fable 5.1; Opus 5 and Fable 5 accept"
                                    + " it");

    /** The ids of calls. */
    public static final ModelTable<Ids> IDS =
            ModelTable.of(Ids.ANY)
                    .with(Scope.of(MISTRAL), Ids.NINE, "vercel/ai#11802: Ministral 3")
                    .with(
                            Scope.of(MISTRAL).named("pixtral", "-2402", "-2407"),
                            Ids.NINE_OR_OWN,
                            "anomalyco/opencode#48843, live; recorded: an id of Bedrock's own for"
                                    + " Pixtral");

    /** Whether a call of a tool with a hyphen in its name fails. */
    public static final ModelTable<Boolean> HYPHENS_FAIL =
            ModelTable.of(false)
                    .with(
                            Scope.of(NOVA).before(2, 0),
                            true,
                            "SEMOSS/Semoss#2892, live: Nova Pro; langchain-aws#567");

    /** Whether a result may contain an image. */
    public static final ModelTable<Boolean> IMAGES_IN_RESULTS =
            ModelTable.of(false)
                    .with(Scope.of(UNKNOWN), true, "an ARN does not tell its model")
                    .with(Scope.of(CLAUDE, NOVA), true, "recorded; anomalyco/opencode#49443")
                    .with(
                            Scope.of(LLAMA).from(4, 0),
                            true,
                            "recorded; anomalyco/opencode#49443, live");

    /** Whether a result may contain a video. */
    public static final ModelTable<Boolean> VIDEOS_IN_RESULTS =
            ModelTable.of(true).with(Scope.of(NOVA), false, "recorded: Nova 2 Lite");

    private Tools() {}
}
