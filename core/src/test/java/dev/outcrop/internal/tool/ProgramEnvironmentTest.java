package dev.outcrop.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class ProgramEnvironmentTest {
    private static Map<String, String> passed(Map<String, String> process, String... more) {
        return ProgramEnvironment.of(process, false, List.of(more));
    }

    @Test
    void whatNearlyEveryProgramNeedsPasses() {
        var usual =
                Map.of(
                        "HOME",
                        "/h",
                        "PATH",
                        "/bin",
                        "LANG",
                        "C.UTF-8",
                        "LC_CTYPE",
                        "C",
                        "TMPDIR",
                        "/t",
                        "TZ",
                        "UTC",
                        "TERM",
                        "xterm",
                        "USER",
                        "u",
                        "SHELL",
                        "/bin/sh");

        assertThat(passed(usual)).isEqualTo(usual);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_SECRET_ACCESS_KEY",
                "AWS_BEARER_TOKEN_BEDROCK",
                "AWS_PROFILE",
                "GITHUB_TOKEN",
                "HTTPS_PROXY",
                "SSH_AUTH_SOCK",
                "LD_PRELOAD",
                "JAVA_TOOL_OPTIONS",
                "NODE_OPTIONS",
                "Path",
            })
    void everythingElseIsKeptBack(String name) {
        assertThat(passed(Map.of(name, "x"))).isEmpty();
    }

    @Test
    void whatIsNamedPasses() {
        var process = Map.of("A", "1", "AB", "2", "AWS_REGION", "3", "AWS_PROFILE", "4", "XA", "5");

        assertThat(passed(process, "A", "AWS_*"))
                .containsOnlyKeys("A", "AWS_REGION", "AWS_PROFILE");
        assertThat(passed(process, "a")).isEmpty();
        assertThat(passed(process, "*")).isEqualTo(process);
    }

    @Test
    void functionsOfAShellDoNotPass() {
        assertThat(passed(Map.of("TERM", "() { :; }; id", "A", "() {"), "*")).isEmpty();
    }

    @Test
    void onWindowsNamesHaveNoCase() {
        var process =
                Map.of("Path", "p", "SystemRoot", "r", "windir", "w", "MyKey", "k", "HOME", "");

        assertThat(ProgramEnvironment.of(process, true, List.of("MYKEY")))
                .containsOnlyKeys("Path", "SystemRoot", "MyKey");
        assertThat(ProgramEnvironment.of(process, true, List.of("my*")))
                .containsOnlyKeys("Path", "SystemRoot", "MyKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A=B", "A B", "*A", "A**", "A\u0000", "A\n"})
    void otherTextsAreNoNames(String name) {
        assertThatThrownBy(() -> ProgramEnvironment.requireName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the name of an environment variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AWS_*", "*", "ProgramFiles(x86)"})
    void namesAndTheirBeginningsAreAccepted(String name) {
        assertThatCode(() -> ProgramEnvironment.requireName(name)).doesNotThrowAnyException();
    }
}
