package dev.outcrop.cli.terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command as it was typed, to be shown with another option, ready to paste into a shell. */
public final class TypedCommand {
    private static final int LONGEST = 2_000;
    private static final Pattern OPTION = Pattern.compile("(--?[A-Za-z][\\w-]*)(?:[ =](.*))?");
    private static final Pattern SECRET_OPTION =
            Pattern.compile("--(?:key|token|credentials|\\S*(?:secret|password)\\S*)");
    private static final Pattern SECRET =
            Pattern.compile(
                    "://[^/@\\s]*:[^/@\\s]*@|A[KS]IA[A-Z0-9]{12}|bedrock-api-key-|\\bsk-\\w{16}"
                            + "|Bearer ");

    private final CommandSpec spec;
    private final List<String> args;

    TypedCommand(CommandSpec spec, List<String> args) {
        this.spec = spec;
        this.args = List.copyOf(args);
    }

    /** Returns the command that was parsed. */
    public static TypedCommand of(CommandSpec spec) {
        ParseResult result = spec.root().commandLine().getParseResult();
        return new TypedCommand(spec, result == null ? List.of() : result.originalArgs());
    }

    /**
     * Returns the command with this option, in place of the one that it has. Options with secrets
     * are left out.
     *
     * @return null if the command does not have the option, is too long, or contains a secret
     */
    public @Nullable String with(String option) {
        Matcher given = OPTION.matcher(option);
        OptionSpec known = given.matches() ? spec.optionsMap().get(given.group(1)) : null;
        if (known == null) {
            return null;
        }
        var command = new StringBuilder("outcrop");
        var rest = new ArrayList<>(args);
        for (String word : words()) {
            command.append(' ').append(word);
            rest.remove(word);
        }
        command.append(' ').append(option);
        for (String arg : without(rest, known, String.valueOf(given.group(2)))) {
            if (SECRET.matcher(arg).find()) {
                return null;
            }
            command.append(' ').append(quoted(arg));
        }
        return command.length() > LONGEST ? null : command.toString();
    }

    /** Returns the words of the command itself, such as batch and run. */
    private List<String> words() {
        var words = new ArrayList<String>();
        for (CommandSpec one = spec; one.parent() != null; one = one.parent()) {
            words.addFirst(one.name());
        }
        return words;
    }

    private List<String> without(List<String> all, OptionSpec replaced, String value) {
        var kept = new ArrayList<String>();
        boolean once =
                !replaced.isMultiValue()
                        || all.stream().filter(arg -> isNamed(arg, replaced)).count() == 1;
        Map<String, OptionSpec> options = spec.optionsMap();
        int i = 0;
        while (i < all.size() && !all.get(i).equals("--")) {
            String arg = all.get(i);
            OptionSpec option = option(arg, options);
            int end = i + 1;
            if (option != null && option.arity().min() > 0 && options.containsKey(arg)) {
                end = Math.min(all.size(), i + 2);
            }
            List<String> words = all.subList(i, end);
            boolean gone =
                    option != null
                            && (SECRET_OPTION.matcher(option.longestName()).matches()
                                    || (isSame(option, replaced) && isMeant(words, value, once)));
            kept.addAll(gone ? List.of() : words);
            i = end;
        }
        kept.addAll(all.subList(i, all.size()));
        return kept;
    }

    private static boolean isNamed(String arg, OptionSpec option) {
        OptionSpec found = option(arg, Map.of(option.longestName(), option));
        return found != null && isSame(found, option);
    }

    private static boolean isSame(OptionSpec one, OptionSpec other) {
        return one.longestName().equals(other.longestName());
    }

    private static @Nullable OptionSpec option(String arg, Map<String, OptionSpec> options) {
        for (OptionSpec option : options.values()) {
            for (String name : option.names()) {
                boolean attached =
                        name.startsWith("--")
                                ? arg.startsWith(name + "=")
                                : arg.startsWith(name) && option.arity().max() > 0;
                if (arg.equals(name) || attached) {
                    return option;
                }
            }
        }
        return null;
    }

    /**
     * Whether an option that can be repeated is the one to replace: of NAME=VALUE that with the
     * name or a similar one, of others the only one.
     */
    private static boolean isMeant(List<String> words, String value, boolean once) {
        int end = value.indexOf('=');
        if (end < 0) {
            return once;
        }
        String name = value.substring(0, end);
        String typed = words.getLast().replaceFirst("^-\\w(?=\\w)|^--[\\w-]+=", "");
        String typedName = typed.split("=", 2)[0];
        return name.equals(typedName) || Similar.to(typedName, List.of(name)) != null;
    }

    /** Returns an argument as a shell reads it. */
    public static String quoted(String arg) {
        return !arg.isEmpty() && arg.matches("[\\w@%+=:,./-]+")
                ? arg
                : "'" + arg.replace("'", "'\\''") + "'";
    }
}
