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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The library as a named module: of a process with a module path, and of an image of jlink. */
@DisabledOnOs(OS.WINDOWS) // its credential_process is cat
class ModulePathTest extends WithLocal {
    private static final String OPEN =
            "module app { requires dev.outcrop; opens app.tools to dev.outcrop; }";
    private static final List<String> PROFILES = List.of("keys", "sso", "program");

    /** jlink cannot link these two as they are published; docs/modules.md has the way around. */
    private static final List<String> WITHOUT_DESCRIPTOR =
            List.of("dev.harrel.jsonschema", "org.apache.httpcomponents.core5.httpcore5");

    private static LibraryModules library;

    @TempDir Path folder;
    private HttpServer portal;

    @BeforeAll
    static void findLibrary(@TempDir Path compiled) throws Exception {
        library = new LibraryModules(compiled);
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
    void theLibraryNeedsNoModuleOfAwsAndNoLoggingFramework() {
        assertThat(LibraryModules.needed(library.descriptor()))
                .containsExactlyInAnyOrder(
                        "java.base",
                        "java.xml",
                        "jdk.net",
                        "tools.jackson.core",
                        "dev.harrel.jsonschema",
                        "org.apache.httpcomponents.core5.httpcore5");
        assertThat(library.paths().keySet())
                .containsExactlyInAnyOrder(
                        LibraryModules.NAME,
                        "tools.jackson.core",
                        "dev.harrel.jsonschema",
                        "org.apache.httpcomponents.core5.httpcore5");
    }

    @Test
    void twoJarsHaveNoDescriptor() {
        var automatic = new ArrayList<String>();
        library.paths()
                .forEach(
                        (name, path) -> {
                            if (Objects.requireNonNull(LibraryModules.descriptor(path))
                                    .isAutomatic()) {
                                automatic.add(name);
                            }
                        });

        assertThat(automatic)
                .as("where this fails because there are fewer, docs/modules.md can be shorter")
                .containsExactlyInAnyOrderElementsOf(WITHOUT_DESCRIPTOR);
    }

    @Test
    void anImageOfJlinkRunsOnceTheTwoJarsHaveDescriptors() throws Exception {
        Path app = ModuleApp.compile(folder, OPEN, NOVA, library.toCompileWith());
        Map<String, Path> modules = new HashMap<>(library.paths());
        for (String name : WITHOUT_DESCRIPTOR) {
            modules.put(name, described(name, Objects.requireNonNull(modules.get(name))));
        }
        modules.put("app", app);
        Path image = folder.resolve("image");
        link(image, modules.values());

        String java = image.resolve("bin/java").toString();
        assertThat(run(List.of(java, "-Duser.home=" + folder, "-m", "app/app.Main")))
                .isEqualTo(expected());
        assertThat(keysUsed()).contains("FILEKEY", "SSOKEY", "PROGRAMKEY");
    }

    /** As docs/modules.md says. */
    private Path described(String name, Path jar) throws Exception {
        Path work = Files.createDirectories(folder.resolve("described"));
        Path copy = Files.copy(jar, work.resolve(jar.getFileName()));
        JdkTool.JDEPS.run(
                "--ignore-missing-deps",
                "--generate-module-info",
                work.toString(),
                copy.toString());
        Path classes = work.resolve(name + "-classes");
        JdkTool.JAVAC.run(
                "-d",
                classes.toString(),
                "--patch-module",
                name + "=" + copy,
                work.resolve(name).resolve("module-info.java").toString());
        JdkTool.JAR.run(
                "--update",
                "--file",
                copy.toString(),
                "-C",
                classes.toString(),
                "module-info.class");
        return copy;
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
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + folder,
                "-p",
                ModuleApp.joined(paths),
                "-m",
                "app/app.Main");
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
        return "one\ntwo\nthree\nasked for Oslo\nfour\n";
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
