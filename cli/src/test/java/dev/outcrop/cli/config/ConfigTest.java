package dev.outcrop.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.cli.Cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ConfigTest {
    @TempDir Path home;

    @Test
    void readsToml() {
        assertThat(
                        TomlText.parse(
                                """
                                # comment
                                a = "x # y" # comment
                                b = 1_000
                                c = -2.5e3
                                d = true
                                e = 'C:\\x'
                                f = ["one", "two", # comment
                                     'three']
                                g = "tab\\t\\"quote\\""

                                [ table ]
                                h = \"""
                                first
                                  second "quoted" \"""
                                [t."a.b"]
                                "k" = '''raw\\n'''
                                """))
                .isEqualTo(
                        Map.of(
                                "a", "x # y",
                                "b", "1000",
                                "c", "-2.5e3",
                                "d", "true",
                                "e", "C:\\x",
                                "f", List.of("one", "two", "three"),
                                "g", "tab\t\"quote\"",
                                "table.h", "first\n  second \"quoted\" ",
                                "t.\"a.b\".k", "raw\\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a = b",
                "a = \"x",
                "a = \"\"\"x",
                "a = [1",
                "[x",
                "a = 1 2",
                "a = \"\\q\"",
                "a = 1\na = 2",
                "= 1",
                "a ="
            })
    void refusesWhatIsNotToml(String text) {
        assertThatThrownBy(() -> TomlText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line ");
    }

    @Test
    void changesOneLineOnly() throws Exception {
        Path file = home.resolve("config.toml");
        Files.writeString(file, "# mine\nmodel = \"a\"\n\n[aliases]\nx = \"y\"  # why\n");

        ConfigEdit.set(file, "", "region", "eu-west-1");
        ConfigEdit.set(file, "", "model", "b \"c\"");
        ConfigEdit.set(file, "aliases", "v1.5", "z");
        ConfigEdit.set(file, "servers.mine", "url", "u");

        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        # mine
                        model = "b \\"c\\""
                        region = "eu-west-1"

                        [aliases]
                        x = "y"  # why
                        "v1.5" = "z"
                        [servers.mine]
                        url = "u"
                        """);
        assertThat(ConfigEdit.set(file, "aliases", "x", null)).isTrue();
        assertThat(ConfigEdit.set(file, "aliases", "x", null)).isFalse();
        assertThat(TomlText.parse(Files.readString(file))).doesNotContainKey("aliases.x");
    }

    @Test
    void saysWhereASettingComesFrom() {
        var cli = new Cli(home).env("OUTCROP_REGION", "eu-west-1");
        assertThat(cli.run("config", "set", "model", "a b").code()).isZero();

        String shown = cli.run("config").out();

        assertThat(shown)
                .contains("model      a b  (from " + home.resolve(".config/outcrop/config.toml"))
                .contains("region     eu-west-1  (from OUTCROP_REGION)")
                .contains("system     not set.");
        assertThat(cli.run("config", "get", "model").out()).isEqualTo("a b\n");
        assertThat(cli.run("config", "unset", "model").code()).isZero();
        assertThat(cli.run("config", "get", "model").code()).isEqualTo(1);
    }

    @Test
    void suggestsTheNameThatWasMeant() throws Exception {
        Path file = home.resolve(".config/outcrop/config.toml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "modle = \"x\"\n");

        assertThat(new Cli(home).run("config").err())
                .isEqualTo("warning: " + file + ": unknown setting modle; did you mean model?\n");
        assertThat(new Cli(home).run("config", "set", "regoin", "x").err())
                .contains("outcrop config set region VALUE");
        assertThat(new Cli(home).run("config", "shwo").err()).contains("outcrop config show");
    }

    @Test
    void aBrokenFileIsAnErrorWithItsLine() throws Exception {
        Path file = home.resolve(".config/outcrop/config.toml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "model = \"x\"\nregion = eu\n");

        assertThat(new Cli(home).run("ask", "--local", "Hi").err())
                .startsWith("error: " + file + ", line 2: texts need quotes");
    }
}
