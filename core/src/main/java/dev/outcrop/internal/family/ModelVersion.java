package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a model, and the words of its id: {@code anthropic.claude-opus-5-5} is version 5.5
 * with the words {@code claude} and {@code opus}.
 *
 * @param major {@link #NEWEST} if the id does not contain a version: such an id is of a new model
 * @param minor 0 if the id does not contain one
 * @param words the parts of the id between {@code -}, {@code .} and {@code :}; empty if the id is
 *     not known
 */
record ModelVersion(ModelFamily family, int major, int minor, Set<String> words) {
    static final int NEWEST = Integer.MAX_VALUE;

    private static final Pattern CLAUDE =
            Pattern.compile("claude-(?:[a-z]+-)?v?(\\d{1,2})(?!\\d)(?:[-.](\\d{1,2})(?!\\d))?.*");

    private static final Pattern NUMBER =
            Pattern.compile("[a-z-]*?(\\d{1,2})(?![\\dbx])(?:[-.](\\d{1,2})(?![\\dbex]))?.*");

    /** Two digits of the year, and two of the month. */
    private static final Pattern DATED = Pattern.compile(".*-(2[3-9]\\d\\d)(?!\\d).*");

    /** Families whose ids contain sizes and dates before the version, or no version. */
    private static final Map<ModelFamily, Pattern> PATTERNS = patterns();

    private static Map<ModelFamily, Pattern> patterns() {
        Map<ModelFamily, Pattern> patterns = new EnumMap<>(ModelFamily.class);
        patterns.put(ModelFamily.DEEPSEEK, Pattern.compile("[rv](\\d{1,2})(?:\\.(\\d{1,2}))?.*"));
        patterns.put(
                ModelFamily.MISTRAL,
                Pattern.compile("[a-z-]+-(\\d{1,2})(?![\\dbx])(?:\\.(\\d{1,2}))?-.*"));
        return patterns;
    }

    /** Reads the version of a model; that of the family if the caller named another family. */
    static ModelVersion of(ModelName name) {
        ModelFamily family = name.family();
        String base = name.base();
        boolean named = base != null && isNamed(base, family);
        if (base == null || !named) {
            return ofFamily(family);
        }
        String model = base.substring(base.indexOf('.') + 1);
        Set<String> words = Set.copyOf(Arrays.asList(model.split("[-.:]")));
        ModelVersion read = read(family, model, words);
        return read == null ? new ModelVersion(family, NEWEST, 0, words) : read;
    }

    /** Whether an id names a model of a family; on Anthropic's own servers, without the vendor. */
    private static boolean isNamed(String base, ModelFamily family) {
        return ModelFamily.of(base) == family
                || (base.startsWith("claude-") && ModelFamily.of("anthropic." + base) == family);
    }

    private static @Nullable ModelVersion read(
            ModelFamily family, String model, Set<String> words) {
        Matcher dated = DATED.matcher(model);
        if (family == ModelFamily.MISTRAL && dated.matches()) {
            return new ModelVersion(family, 0, Integer.parseInt(dated.group(1)), words);
        }
        Pattern pattern = family.isClaude() ? CLAUDE : PATTERNS.getOrDefault(family, NUMBER);
        Matcher version = pattern.matcher(model);
        if (!version.matches()) {
            return null;
        }
        int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
        return new ModelVersion(family, Integer.parseInt(version.group(1)), minor, words);
    }

    /** The oldest version of a family: nothing that some of its models accept is rejected. */
    private static ModelVersion ofFamily(ModelFamily family) {
        return switch (family) {
            case CLAUDE_2 -> version(family, 2, 0);
            case CLAUDE_3 -> version(family, 3, 0);
            case CLAUDE_3_7 -> version(family, 3, 7);
            case CLAUDE_4 -> version(family, 4, 0);
            case CLAUDE_4_5 -> version(family, 4, 5);
            case CLAUDE_OPUS_4_5 -> new ModelVersion(family, 4, 5, Set.of("claude", "opus"));
            case CLAUDE_4_6 -> version(family, 4, 6);
            case CLAUDE_4_7 -> version(family, 4, 7);
            case NOVA -> version(family, 1, 0);
            case NOVA_2 -> version(family, 2, 0);
            case TITAN,
                    LLAMA,
                    MISTRAL,
                    COHERE_COMMAND,
                    COHERE_COMMAND_R,
                    JAMBA,
                    DEEPSEEK,
                    GPT_OSS,
                    GPT,
                    QWEN,
                    KIMI,
                    PALMYRA,
                    GLM,
                    GROK,
                    GEMMA,
                    MINIMAX,
                    NEMOTRON,
                    UNKNOWN ->
                    version(family, NEWEST, 0);
        };
    }

    private static ModelVersion version(ModelFamily family, int major, int minor) {
        return new ModelVersion(family, major, minor, Set.of());
    }

    boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    /** Whether the id contains one of the words. */
    boolean isOneOf(Set<String> lines) {
        return lines.stream().anyMatch(words::contains);
    }
}
