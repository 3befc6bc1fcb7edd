package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the rules of a configuration, as CreateGuardrail and UpdateGuardrail have it. */
final class GuardrailRules {
    private final List<GuardrailRule> rules = new ArrayList<>();

    private GuardrailRules() {}

    /** Returns the rules of a configuration that passed validation. */
    static List<GuardrailRule> of(Json.Obj config) {
        var read = new GuardrailRules();
        Json.Obj words = config.object("wordPolicyConfig");
        Json.Obj sensitive = config.object("sensitiveInformationPolicyConfig");
        each(config.object("topicPolicyConfig"), "topicsConfig", read::topic);
        each(config.object("contentPolicyConfig"), "filtersConfig", read::filter);
        each(words, "wordsConfig", read::word);
        each(words, "managedWordListsConfig", read::managed);
        each(sensitive, "piiEntitiesConfig", read::pii);
        each(sensitive, "regexesConfig", read::regex);
        return List.copyOf(read.rules);
    }

    /** Returns a rule that blocks a word in both directions. */
    static GuardrailRule blocking(String word) {
        return word(word, actions(Json.EMPTY));
    }

    private interface Reader {
        void read(Json.Obj rule);
    }

    private static void each(Json.Obj policy, String list, Reader reader) {
        for (Json element : policy.array(list)) {
            if (element instanceof Json.Obj rule) {
                reader.read(rule);
            }
        }
    }

    private void topic(Json.Obj topic) {
        Json.Obj told = pick(topic, "name", "type");
        add(PolicyKind.TOPIC, told, TopicMatcher.of(topic), actions(topic), "");
    }

    private void filter(Json.Obj filter) {
        String type = text(filter, "type");
        for (GuardDirection direction : GuardDirection.values()) {
            String strength = text(filter, direction.member("Strength"));
            FindingAction action = actions(filter).get(direction);
            boolean isFor = !type.equals("PROMPT_ATTACK") || direction == GuardDirection.INPUT;
            if (action != null && isFor && !strength.equals("NONE")) {
                Json.Obj told = pick(filter, "type").with("filterStrength", Json.of(strength));
                var matcher = new ContentFilter(type, strength);
                add(PolicyKind.CONTENT, told, matcher, Map.of(direction, action), "");
            }
        }
    }

    private void word(Json.Obj word) {
        rules.add(word(text(word, "text"), actions(word)));
    }

    private static GuardrailRule word(String word, Map<GuardDirection, FindingAction> actions) {
        return new GuardrailRule(
                PolicyKind.WORD,
                Json.EMPTY.with("match", Json.of(word)),
                WordMatcher.of(word),
                actions,
                "");
    }

    private void managed(Json.Obj list) {
        TextMatcher matcher = Phrases.matcher(text(list, "type"));
        add(PolicyKind.MANAGED_WORD, pick(list, "type"), matcher, actions(list), "");
    }

    private void pii(Json.Obj entity) {
        String type = text(entity, "type");
        TextMatcher matcher = PiiType.valueOf(type).matcher();
        add(PolicyKind.PII, pick(entity, "type"), matcher, actions(entity), "{" + type + "}");
    }

    private void regex(Json.Obj regex) {
        Json.Obj told = pick(regex, "name").with("regex", Json.of(text(regex, "pattern")));
        TextMatcher matcher = RegexMatcher.of(text(regex, "pattern"));
        String mask = "{" + text(regex, "name") + "}";
        add(PolicyKind.REGEX, told, matcher, actions(regex), mask);
    }

    private void add(
            PolicyKind kind,
            Json.Obj told,
            TextMatcher matcher,
            Map<GuardDirection, FindingAction> actions,
            String mask) {
        rules.add(new GuardrailRule(kind, told, matcher, actions, mask));
    }

    /**
     * Returns the actions of a rule. What is anonymized in answers is not looked for in the input,
     * unless there is an {@code inputAction}: recorded.
     */
    private static Map<GuardDirection, FindingAction> actions(Json.Obj rule) {
        var actions = new EnumMap<GuardDirection, FindingAction>(GuardDirection.class);
        String both = rule.string("action");
        for (GuardDirection direction : GuardDirection.values()) {
            boolean isEnabled =
                    !(rule.get(direction.member("Enabled")) instanceof Json.Bool(boolean is)) || is;
            String action = action(rule.string(direction.member("Action")), both, direction);
            if (isEnabled && action != null) {
                actions.put(direction, FindingAction.of(action));
            }
        }
        return actions;
    }

    private static @Nullable String action(
            @Nullable String own, @Nullable String both, GuardDirection direction) {
        if (own != null) {
            return own;
        }
        if (both == null) {
            return "BLOCK";
        }
        boolean isSkipped = both.equals("ANONYMIZE") && direction == GuardDirection.INPUT;
        return isSkipped ? null : both;
    }

    private static Json.Obj pick(Json.Obj from, String... names) {
        Json.Obj picked = Json.EMPTY;
        for (String name : names) {
            Json value = from.get(name);
            picked = value == null ? picked : picked.with(name, value);
        }
        return picked;
    }

    private static String text(Json.Obj from, String name) {
        return String.valueOf(from.string(name));
    }
}
