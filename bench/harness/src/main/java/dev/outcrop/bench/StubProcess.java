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

    /**
     * As a service of AWS is met: an RSA certificate of 2,048 bits, found among all those that the
     * JDK trusts.
     */
    static StubProcess tls(Path bench) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bench");
        Path keys = folder.resolve("stub.p12");
        Path certificate = folder.resolve("stub.pem");
        Path trusted = folder.resolve("trusted");
        keytool(
                keys,
                PASSWORD,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        keytool(keys, PASSWORD, "-exportcert", "-rfc", "-file", certificate.toString());
        Files.copy(Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"), trusted);
        keytool(
                trusted,
                "changeit",
                "-importcert",
                "-noprompt",
                "-file",
                certificate.toString(),
                // as the JDK's own file is
                "-J-Dkeystore.pkcs12.macAlgorithm=NONE",
                "-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE");
        return new StubProcess(start(bench, List.of(keys.toString(), PASSWORD)), "https", trusted);
    }

    private static void keytool(Path store, String password, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(tool("keytool")));
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("-alias", "stub", "-keystore", store.toString(), "-storepass", password));
        int code =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IOException("keytool " + arguments[0] + " ended with " + code);
        }
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
        return trusted == null ? List.of() : List.of("-Djavax.net.ssl.trustStore=" + trusted);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
