package dev.outcrop.peers.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sample of a page, as a file of its own.
 *
 * @param runs whether the page says that it can run
 */
record Sample(String page, int line, Kind kind, String className, String source, boolean runs) {
    /** What the file is. */
    enum Kind {
        /** The body of the program of docs/samples.md; its class has a name that no other has. */
        STATEMENTS,
        PROGRAM,
        TEST,
        MODULE
    }

    private static final Pattern TYPE =
            Pattern.compile(
                    "(?:public |static |final |sealed |abstract )*(class|record|interface|enum) (\\w+).*");
    private static final Pattern MAIN_OR_TEST =
            Pattern.compile("static void main\\(|@(?:Repeated|Parameterized)?Test\\b");
    private static final Pattern MODULE = Pattern.compile("(?m)^(?:open )?module [\\w.]+ \\{");

    static Sample of(String page, int line, String text, boolean runs, SampleProgram program) {
        List<String> imports = text.lines().filter(it -> it.startsWith("import ")).toList();
        String rest =
                String.join("\n", text.lines().filter(it -> !it.startsWith("import ")).toList());
        if (MODULE.matcher(rest).find()) {
            return new Sample(page, line, Kind.MODULE, "module-info", rest, false);
        }
        Matcher type = TYPE.matcher(rest);
        if (MAIN_OR_TEST.matcher(rest).find() && type.find()) {
            boolean isTest = !rest.contains("static void main(");
            return new Sample(
                    page,
                    line,
                    isTest ? Kind.TEST : Kind.PROGRAM,
                    type.group(2),
                    program.file(imports, isTest, rest),
                    runs);
        }
        var members = new ArrayList<String>();
        var statements = new ArrayList<String>();
        separate(rest.lines().toList(), members, statements);
        String name = "Sample" + page.replaceAll("\\W", "") + line;
        return new Sample(
                page,
                line,
                Kind.STATEMENTS,
                name,
                program.around(imports, name, members, statements),
                runs);
    }

    /** Types begin at the margin and end with a brace there, or on their own line. */
    private static void separate(
            List<String> lines, List<String> members, List<String> statements) {
        boolean inside = false;
        for (String line : lines) {
            if (!inside && TYPE.matcher(line).matches()) {
                members.add(line.startsWith("static ") ? line : "static " + line);
                inside = !line.endsWith("}");
            } else if (inside) {
                members.add(line);
                inside = !line.equals("}");
            } else {
                statements.add(line);
            }
        }
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
