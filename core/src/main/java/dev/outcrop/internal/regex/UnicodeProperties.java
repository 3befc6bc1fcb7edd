package dev.outcrop.internal.regex;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Translates the Unicode properties of ECMAScript's {@code \p{…}} to the names of {@link Pattern}.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-runtime-semantics-unicodematchproperty-p">ECMA-262,
 *     UnicodeMatchProperty</a>
 */
final class UnicodeProperties {
    private static final Map<String, String> CATEGORIES = new HashMap<>();
    private static final Map<String, String> BINARY = new HashMap<>();
    private static final Pattern SCRIPT =
            Pattern.compile("([A-Z][a-z]*(_[A-Z][a-z]*)*)|SignWriting");

    static {
        String categories =
                """
                L Letter
                LC Cased_Letter
                Lu Uppercase_Letter
                Ll Lowercase_Letter
                Lt Titlecase_Letter
                Lm Modifier_Letter
                Lo Other_Letter
                M Mark Combining_Mark
                Mn Nonspacing_Mark
                Mc Spacing_Mark
                Me Enclosing_Mark
                N Number
                Nd Decimal_Number digit
                Nl Letter_Number
                No Other_Number
                P Punctuation punct
                Pc Connector_Punctuation
                Pd Dash_Punctuation
                Ps Open_Punctuation
                Pe Close_Punctuation
                Pi Initial_Punctuation
                Pf Final_Punctuation
                Po Other_Punctuation
                S Symbol
                Sm Math_Symbol
                Sc Currency_Symbol
                Sk Modifier_Symbol
                So Other_Symbol
                Z Separator
                Zs Space_Separator
                Zl Line_Separator
                Zp Paragraph_Separator
                C Other
                Cc Control cntrl
                Cf Format
                Cs Surrogate
                Co Private_Use
                Cn Unassigned
                """;
        for (String line : categories.lines().toList()) {
            String[] names = line.split(" ");
            for (String name : names) {
                CATEGORIES.put(name, names[0]);
            }
        }
        String binary =
                """
                IsAlphabetic Alphabetic Alpha
                IsAssigned Assigned
                IsEmoji Emoji
                IsEmoji_Component Emoji_Component EComp
                IsEmoji_Modifier Emoji_Modifier EMod
                IsEmoji_Modifier_Base Emoji_Modifier_Base EBase
                IsEmoji_Presentation Emoji_Presentation EPres
                IsExtended_Pictographic Extended_Pictographic ExtPict
                IsIdeographic Ideographic Ideo
                IsJoin_Control Join_Control Join_C
                IsLowercase Lowercase Lower
                IsNoncharacter_Code_Point Noncharacter_Code_Point NChar
                IsUppercase Uppercase Upper
                IsWhite_Space White_Space space
                ASCII ASCII
                """;
        for (String line : binary.lines().toList()) {
            String[] names = line.split(" ");
            for (int i = 1; i < names.length; i++) {
                BINARY.put(names[i], names[0]);
            }
        }
    }

    private UnicodeProperties() {}

    /** Part of a character class of Java, such as {@code \p{L}}; null for an unknown property. */
    static @Nullable String of(String property, boolean negated) {
        String set = set(property);
        if (set != null) {
            return (negated ? "\\P{" : "\\p{") + set + "}";
        }
        return switch (property) {
            case "Any" -> negated ? null : "\\x{0}-\\x{10FFFF}";
            case "ASCII_Hex_Digit", "AHex" ->
                    negated
                            ? "\\x{0}-\\x{2F}\\x{3A}-\\x{40}\\x{47}-\\x{60}\\x{67}-\\x{10FFFF}"
                            : "0-9A-Fa-f";
            default -> null;
        };
    }

    private static @Nullable String set(String property) {
        int equals = property.indexOf('=');
        if (equals < 0) {
            String category = CATEGORIES.get(property);
            return category != null ? category : BINARY.get(property);
        }
        String value = property.substring(equals + 1);
        return switch (property.substring(0, equals)) {
            case "General_Category", "gc" -> CATEGORIES.get(value);
            case "Script", "sc" -> script(value);
            default -> null;
        };
    }

    private static @Nullable String script(String name) {
        if (!SCRIPT.matcher(name).matches()) {
            return null;
        }
        try {
            return "Is" + Character.UnicodeScript.forName(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
