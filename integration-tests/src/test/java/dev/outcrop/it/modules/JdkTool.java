package dev.outcrop.it.modules;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.spi.ToolProvider;

/** A tool of the JDK that runs the tests. */
enum JdkTool {
    JAVAC,
    JDEPS,
    JLINK;

    /**
     * Runs the tool; what it prints is the message of the error where it fails.
     *
     * @return what it printed
     */
    String run(String... arguments) {
        String name = name().toLowerCase(Locale.ROOT);
        ToolProvider tool =
                ToolProvider.findFirst(name)
                        .orElseThrow(() -> new AssertionError("this JDK has no " + name));
        var printed = new StringWriter();
        var writer = new PrintWriter(printed);
        if (tool.run(writer, writer, arguments) != 0) {
            throw new AssertionError(name + ": " + printed);
        }
        return printed.toString();
    }
}
