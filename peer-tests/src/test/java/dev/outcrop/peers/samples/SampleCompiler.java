package dev.outcrop.peers.samples;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles samples with the compiler of the JDK that runs the tests. */
final class SampleCompiler {
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    /** Returns what the compiler rejects, by the name of the source; nothing if it compiled all. */
    Map<String, List<String>> compile(Path classes, List<String> options, List<Source> sources)
            throws IOException {
        Files.createDirectories(classes);
        var all = new ArrayList<>(List.of("-proc:none", "-parameters", "-d", classes.toString()));
        all.addAll(options);
        var found = new DiagnosticCollector<JavaFileObject>();
        var text = new StringWriter();
        compiler.getTask(text, null, found, all, null, sources).call();
        var errors = new LinkedHashMap<String, List<String>>();
        for (Diagnostic<? extends JavaFileObject> error : found.getDiagnostics()) {
            if (error.getKind() == Diagnostic.Kind.ERROR) {
                errors.computeIfAbsent(nameOf(error), name -> new ArrayList<>())
                        .add(describe(error));
            }
        }
        if (errors.isEmpty() && !text.toString().isBlank()) {
            errors.put("", List.of(text.toString()));
        }
        return errors;
    }

    private static String nameOf(Diagnostic<? extends JavaFileObject> error) {
        return error.getSource() instanceof Source source ? source.name() : "";
    }

    private static String describe(Diagnostic<? extends JavaFileObject> error) {
        String message = error.getMessage(Locale.ROOT);
        if (!(error.getSource() instanceof Source source)) {
            return message;
        }
        return message
                + "\n    "
                + source.text().lines().toList().get((int) error.getLineNumber() - 1).strip();
    }

    /** A source file in memory. */
    static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        /**
         * @param name what messages call it
         */
        Source(String name, String className, String text) {
            super(URI.create("string:///" + className + Kind.SOURCE.extension), Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        String name() {
            return name;
        }

        String text() {
            return text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
