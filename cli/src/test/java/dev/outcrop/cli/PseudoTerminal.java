package dev.outcrop.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command on a terminal of the system's {@code script}, as a person sees and uses it. */
final class PseudoTerminal implements AutoCloseable {
    static final String ENTER = "\r";
    static final String CTRL_C = "\003";
    static final String CTRL_D = "\004";
    static final String CTRL_J = "\n";
    static final String CTRL_Z = "\032";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COMMAND =
            "\"$TEST_JAVA\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                    + " -Doutcrop.terminals=${TEST_TERMINALS:-012} --enable-native-access=ALL-UNNAMED"
                    + " dev.outcrop.cli.Main ";

    /** A build that runs in the background ignores SIGINT, and so would all that it starts. */
    private static final String SCRIPT =
            "set -- script -qec \"$0\" /dev/null;"
                    + " env --default-signal=INT true 2>/dev/null && set -- env --default-signal=INT \"$@\";"
                    + " exec \"$@\"";

    private final Process process;
    private final Path device; // the file has its name
    private final Screen screen = new Screen();

    private PseudoTerminal(Process process, Path device) {
        this.process = process;
        this.device = device;
    }

    /** Whether the system has what it needs. */
    static boolean isPossible() throws InterruptedException {
        try {
            Process version =
                    new ProcessBuilder("script", "--version").redirectErrorStream(true).start();
            String said =
                    new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.waitFor() == 0 && said.contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Starts the command.
     *
     * @param arguments as a shell reads them
     */
    static PseudoTerminal start(Map<String, String> env, String arguments) throws IOException {
        return run(env, "exec " + COMMAND + arguments);
    }

    /** Starts the command as a job of a shell, which continues it once it is suspended. */
    static PseudoTerminal startJob(Map<String, String> env, String arguments) throws IOException {
        return run(env, "set -m; " + COMMAND + arguments + "; echo \"status $?\"; fg");
    }

    /** Starts the command from a shell, which prints its exit code after it. */
    static PseudoTerminal startInShell(Map<String, String> env, String arguments)
            throws IOException {
        return run(env, COMMAND + arguments + "; echo \"status $?\"");
    }

    private static PseudoTerminal run(Map<String, String> env, String shell) throws IOException {
        Path device = Files.createTempFile("outcrop", ".tty");
        String command = "tty >\"$TEST_TTY\"; stty cols 60; " + shell;
        var builder = new ProcessBuilder("sh", "-c", SCRIPT, command).redirectErrorStream(true);
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path == null ? "/usr/bin:/bin" : path);
        builder.environment().putAll(env);
        builder.environment()
                .put(
                        "TEST_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("TEST_TTY", device.toString());
        builder.environment().putIfAbsent("TERM", "xterm-256color");
        builder.environment().put("LC_ALL", "C.UTF-8");
        var terminal = new PseudoTerminal(builder.start(), device);
        Thread.ofVirtual().start(terminal::read);
        return terminal;
    }

    private void read() {
        try (InputStream in = process.getInputStream()) {
            in.transferTo(screen);
        } catch (IOException e) {
            // The process has ended.
        }
    }

    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until a text was shown; fails with all that was shown if it was not. */
    void await(String text) throws InterruptedException {
        if (!screen.await(text, PATIENCE)) {
            throw new AssertionError("not shown: " + text + "\n" + screen.text());
        }
    }

    /** Waits until the command is ready for the next question. */
    void awaitPrompt(int number) throws InterruptedException {
        if (!screen.awaitTimes("\033[?2004h", number, PATIENCE)) {
            throw new AssertionError("no prompt " + number + "\n" + screen.text());
        }
    }

    String shown() {
        return screen.text();
    }

    /** Changes the size, of which the system tells the command. */
    void resize(int columns) throws IOException, InterruptedException {
        String name = Files.readString(device).strip();
        String size = String.valueOf(columns);
        Process stty = new ProcessBuilder("stty", "-F", name, "cols", size).inheritIO().start();
        if (stty.waitFor() != 0) {
            throw new AssertionError("not resized: " + name);
        }
    }

    /** Sends SIGTERM to the command. */
    void terminate() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process.descendants()
                .filter(child -> child.info().command().orElse("").equals(java))
                .forEach(ProcessHandle::destroy);
    }

    int end() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running\n" + screen.text());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(device);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
