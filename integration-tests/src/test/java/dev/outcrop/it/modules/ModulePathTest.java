package dev.outcrop.it.modules;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import dev.outcrop.it.WithLocal;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The published jar in a process with a module path, in one with a class path, and in an image. */
@DisabledOnOs(OS.WINDOWS) // its credential_process is cat
class ModulePathTest extends WithLocal {
    private static final String OPEN =
            "module app { requires dev.outcrop; opens app.tools to dev.outcrop; }";
    private static final List<String> PROFILES = List.of("keys", "sso", "program");

    private static LibraryModules library;

    @TempDir Path folder;
    private HttpServer portal;

    @BeforeAll
    static void findLibrary() throws Exception {
        library = LibraryModules.published();
    }

    @BeforeEach
    void profiles() throws Exception {
        portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.createContext(
                "/federation/credentials",
                exchange -> {
                    byte[] keys =
                            """
                            {"roleCredentials":{"accessKeyId":"SSOKEY","secretAccessKey":"s",
                             "sessionToken":"t","expiration":4102444800000}}
                            """
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        portal.start();
        write(
                ".aws/sso/cache/f7c9b39d0b4c7a7d82c79307585f77e1c5e74378.json",
                "{\"accessToken\":\"a\",\"expiresAt\":\""
                        + Instant.now().plus(Duration.ofHours(1))
                        + "\"}");
        Path keys =
                write(
                        "keys.json",
                        "{\"Version\":1,\"AccessKeyId\":\"PROGRAMKEY\",\"SecretAccessKey\":\"s\"}");
        write(".aws/credentials", "[keys]\naws_access_key_id=FILEKEY\naws_secret_access_key=s\n");
        write(
                ".aws/config",
                """
                [profile keys]
                services = here
                region = us-east-1
                [profile sso]
                services = here
                region = us-east-1
                sso_start_url = https://corp.example/start
                sso_region = us-east-1
                sso_account_id = 111122223333
                sso_role_name = dev
                [profile program]
                services = here
                region = us-east-1
                credential_process = cat "KEYS"
                [services here]
                bedrock_runtime =
                  endpoint_url = LOCAL
                sso =
                  endpoint_url = http://127.0.0.1:PORTAL
                """
                        .replace("KEYS", keys.toString())
                        .replace("LOCAL", local.endpoint().toString())
                        .replace("PORTAL", String.valueOf(portal.getAddress().getPort())));
    }

    @AfterEach
    void stopPortal() {
        portal.stop(0);
    }

    @Test
    void anApplicationOnTheModulePathHasProfilesSignOnProgramsAndTools() throws Exception {
        Path app = ModuleApp.compile(folder, OPEN, NOVA, library.toCompileWith());

        assertThat(run(onModulePath(app, library.paths().values()))).isEqualTo(expected());
        assertThat(keysUsed())
                .containsExactly("FILEKEY", "SSOKEY", "PROGRAMKEY", "FILEKEY", "FILEKEY");
    }

    @Test
    void aToolInAPackageThatIsNotOpenSaysWhatOpensIt() throws Exception {
        Path app =
                ModuleApp.compile(
                        folder,
                        "module app { requires dev.outcrop; }",
                        NOVA,
                        library.toCompileWith());

        assertThat(run(onModulePath(app, library.paths().values())))
                .contains("one\ntwo\nthree\n")
                .endsWith(
                        " cannot be called: open its package in module-info.java, as in opens"
                                + " app.tools to dev.outcrop\n");
    }

    @Test
    void anApplicationOnTheClassPathNeedsTheJarAndJacksonOnly() throws Exception {
        Path app = ModuleApp.compile(folder, OPEN, NOVA, library.toCompileWith());
        var paths = new ArrayList<>(library.paths().values());
        paths.add(app);

        assertThat(run(List.of(java(), home(), "-cp", ModuleApp.joined(paths), "app.Main")))
                .isEqualTo(expected());
    }

    @Test
    void anImageOfJlinkRuns() throws Exception {
        Path app = ModuleApp.compile(folder, OPEN, NOVA, library.toCompileWith());
        var modules = new ArrayList<>(library.paths().values());
        modules.add(app);
        Path image = folder.resolve("image");
        link(image, modules);

        String java = image.resolve("bin/java").toString();
        assertThat(run(List.of(java, home(), "-m", "app/app.Main"))).isEqualTo(expected());
        assertThat(keysUsed()).contains("FILEKEY", "SSOKEY", "PROGRAMKEY");
    }

    private static void link(Path image, Collection<Path> modules) {
        try {
            JdkTool.JLINK.run(
                    "-p",
                    ModuleApp.joined(modules),
                    "--add-modules",
                    "app",
                    "--output",
                    image.toString());
        } catch (AssertionError e) {
            Assumptions.assumeTrue(
                    Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods")),
                    "this JDK has no jmods and cannot link from its own image: " + e.getMessage());
            throw e;
        }
    }

    private List<String> onModulePath(Path app, Collection<Path> modules) {
        var paths = new ArrayList<>(modules);
        paths.add(app);
        return List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                home(),
                "-p",
                ModuleApp.joined(paths),
                "-m",
                "app/app.Main");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String home() {
        return "-Duser.home=" + folder;
    }

    private String run(List<String> command) throws Exception {
        local.script(
                words("one"),
                words("two"),
                words("three"),
                answer(
                        "tool_use",
                        "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"weather\",\"input\":"
                                + "{\"place\":{\"name\":\"Oslo\",\"height\":23}}}}]"),
                words("four"));
        var all = new ArrayList<>(command);
        all.addAll(PROFILES);
        return ModuleApp.run(folder, all);
    }

    private static Scripted words(String text) {
        return answer("end_turn", "[{\"text\":\"" + text + "\"}]");
    }

    /** And nothing else: no logging framework complains that it has no backend. */
    private static String expected() {
        return ModuleApp.DRAFTS_KNOWN + "one\ntwo\nthree\nasked for Oslo\nfour\n";
    }

    private List<String> keysUsed() {
        return local.requests().stream()
                .map(
                        request ->
                                request.headers()
                                        .toString()
                                        .replaceAll("(?s).*Credential=([A-Z]+)/.*", "$1"))
                .toList();
    }

    private Path write(String name, String text) throws Exception {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }
}
