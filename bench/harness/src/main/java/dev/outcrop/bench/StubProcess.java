package dev.outcrop.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stub, in a process of its own, plain or behind TLS. */
final class StubProcess implements AutoCloseable {
    private static final String PASSWORD = "not-a-secret";

    private final Process process;
    private final String scheme;
    private final int port;
    private final Path trusted;

    private StubProcess(Process process, String scheme, Path trusted) throws IOException {
        this.process = process;
        this.scheme = scheme;
        this.trusted = trusted;
        BufferedReader out = process.inputReader();
        port = Integer.parseInt(out.readLine());
    }

    static StubProcess plain(Path bench) throws IOException {
        return new StubProcess(start(bench, List.of()), "http", null);
    }

    static StubProcess tls(Path bench) throws IOException, InterruptedException {
        Path store = Files.createTempDirectory("bench").resolve("stub.p12");
        new ProcessBuilder(
                        tool("keytool"),
                        "-genkeypair",
                        "-alias",
                        "stub",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return new StubProcess(start(bench, List.of(store.toString(), PASSWORD)), "https", store);
    }

    private static Process start(Path bench, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(tool("java"));
        command.add("-XX:+UseSerialGC");
        command.add("-cp");
        command.add(Contestant.RAW.jars(bench).getFirst().toString());
        command.add("dev.outcrop.bench.Stub");
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    String endpoint() {
        return scheme + "://localhost:" + port;
    }

    /** What a client's JVM must be told to trust this one. */
    List<String> flags() {
        return trusted == null
                ? List.of()
                : List.of(
                        "-Djavax.net.ssl.trustStore=" + trusted,
                        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                        "-Djavax.net.ssl.trustStoreType=PKCS12");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
