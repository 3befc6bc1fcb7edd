package dev.outcrop.cli;

import dev.outcrop.cli.terminal.Similar;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with arguments, in the words of their user. */
final class Misread {
    /** What picocli says of a value, by the type in Java. */
    private static final Pattern NUMBER =
            Pattern.compile(
                    "('[^']*') is not an? (?:int|long|double|float)\\b.*"
                            + "|cannot convert ('[^']*') to Big(?:Decimal|Integer)\\b.*");

    private Misread() {}

    /** Returns a sentence, and what may be meant. */
    static String what(ParameterException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
        String sentence =
                NUMBER.matcher(message)
                        .replaceAll(
                                found ->
                                        Matcher.quoteReplacement(
                                                Objects.requireNonNullElse(
                                                                found.group(1), found.group(2))
                                                        + " is not a number"));
        return e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
                ? sentence + meant(unmatched)
                : sentence;
    }

    private static String meant(UnmatchedArgumentException e) {
        String typed = e.getUnmatched().getFirst().split("=", 2)[0];
        var known = new ArrayList<String>();
        for (OptionSpec option : e.getCommandLine().getCommandSpec().options()) {
            if (!option.hidden()) {
                Arrays.stream(option.names())
                        .filter(name -> name.startsWith("--"))
                        .forEach(known::add);
            }
        }
        String like = typed.startsWith("--") ? Similar.to(typed, known) : null;
        return like == null ? "" : ". Did you mean " + like + "?";
    }
}
