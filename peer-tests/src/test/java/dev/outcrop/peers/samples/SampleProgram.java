package dev.outcrop.peers.samples;

import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * What docs/samples.md puts around the samples.
 *
 * @param names the class with the names that samples do not declare
 */
record SampleProgram(List<String> imports, List<String> testImports, String main, String names) {
    private static final String CLASS = "public class Sample ";
    private static final String PLACE = "        // the sample\n";

    static SampleProgram of(List<String> blocks) {
        String main = blocks.get(0);
        if (blocks.size() != 3 || !main.contains(CLASS) || !main.contains(PLACE)) {
            throw new IllegalArgumentException("docs/samples.md has another form");
        }
        return new SampleProgram(
                main.lines().filter(line -> line.startsWith("import ")).toList(),
                blocks.get(1).lines().filter(line -> line.startsWith("import ")).toList(),
                main.substring(main.indexOf(CLASS)),
                blocks.get(2));
    }

    String namesFile() {
        return joined(imports.stream()) + names;
    }

    /** A file that has a class of its own, and perhaps imports. */
    String file(List<String> own, boolean isTest, String text) {
        if (!own.isEmpty()) {
            return joined(own.stream()) + text + "\n";
        }
        Stream<String> given = isTest ? testImports.stream() : Stream.of();
        return joined(Stream.concat(given, imports.stream())) + text + "\n";
    }

    /** The class of the page, with these statements. */
    String around(List<String> own, String name, List<String> members, List<String> statements) {
        return joined(Stream.concat(own.stream(), imports.stream()))
                + main.replace(CLASS, "class " + name + " ")
                        .replace(PLACE, joined(statements.stream()))
                        .replaceFirst(
                                "\\{\n",
                                "{\n" + Matcher.quoteReplacement(joined(members.stream())));
    }

    private static String joined(Stream<String> lines) {
        return lines.map(line -> line + "\n").reduce("", String::concat);
    }
}
