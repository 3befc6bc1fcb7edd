package dev.outcrop.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.CompatibleServer;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code docs/servers.md} says what the presets do. */
class KnownServersTest {
    private static final Path DOC = Path.of("..", "docs", "servers.md");
    private static final Pattern PRESET =
            Pattern.compile(
                    "(?m)^\\| ([^|]+) \\| (`[^|]+) \\| ([^|]+) \\| `([^`]+)` \\| (\\w+) \\|$");
    private static final Pattern SETTINGS =
            Pattern.compile("(?m)^\\| ([^|]+) \\| ([\\d.]+) \\| ([^|]*)\\| ([^|]*)\\|$");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)");
    private static final Pattern WORD = Pattern.compile("`(\\w+)");

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(word -> word.group(1)).toList();
    }

    @Test
    void eachPresetIsInTheTable() throws Exception {
        var documented = new ArrayList<String>();
        PRESET.matcher(Files.readString(DOC))
                .results()
                .forEach(
                        row ->
                                documented.add(
                                        row.group(1)
                                                + " "
                                                + words(row.group(3))
                                                + " "
                                                + row.group(3).contains("optional")
                                                + " "
                                                + row.group(4)
                                                + " "
                                                + row.group(5)));

        assertThat(documented)
                .containsExactlyElementsOf(
                        KnownServers.SERVERS.stream().map(KnownServersTest::row).toList());
    }

    private static String row(ServerRules server) {
        var variables = new ArrayList<>(server.key().variables());
        VARIABLE.matcher(server.url()).results().forEach(it -> variables.add(it.group(1)));
        return server.name()
                + " "
                + variables
                + " "
                + !server.key().required()
                + " "
                + server.url()
                + " "
                + server.api();
    }

    @Test
    void eachMethodOfThePresetsIsInTheTable() throws Exception {
        var documented = new ArrayList<String>();
        PRESET.matcher(Files.readString(DOC))
                .results()
                .forEach(row -> documented.addAll(words(row.group(2))));

        assertThat(
                        Arrays.stream(CompatibleServer.class.getMethods())
                                .filter(method -> Modifier.isStatic(method.getModifiers()))
                                .map(method -> method.getName())
                                .filter(name -> !name.equals("openAiCompatible"))
                                .distinct())
                .containsExactlyInAnyOrderElementsOf(documented.stream().distinct().toList());
    }

    @Test
    void whatIsNotSentIsInTheTable() throws Exception {
        Map<String, List<String>> notSent = new LinkedHashMap<>();
        Map<String, Double> most = new LinkedHashMap<>();
        SETTINGS.matcher(Files.readString(DOC))
                .results()
                .forEach(
                        row -> {
                            for (String name : row.group(1).split(", ", -1)) {
                                notSent.put(name, settings(row.group(3)));
                                most.put(name, Double.valueOf(row.group(2)));
                            }
                        });
        for (ServerRules server : KnownServers.SERVERS) {
            ServerParams params = server.params();
            if (params != null) {
                assertThat(most.get(server.name()))
                        .as(server.name())
                        .isEqualTo(params.maxTemperature());
                assertThat(notSent.get(server.name()))
                        .as(server.name())
                        .containsExactlyInAnyOrderElementsOf(
                                Arrays.stream(Params.Name.values())
                                        .filter(name -> !params.fields().containsKey(name))
                                        .filter(name -> !name.name().startsWith("REASONING_"))
                                        .map(Params.Name::toString)
                                        .toList())
                        .isNotNull();
            }
        }
        assertThat(most).hasSize(KnownServers.SERVERS.size() - 1); // Anthropic has its models'
    }

    private static List<String> settings(String text) {
        var names = new ArrayList<String>();
        if (text.startsWith("all but")) {
            for (Params.Name name : Params.Name.values()) {
                names.add(name.toString());
            }
            names.removeAll(words(text));
            names.remove("temperature");
        } else {
            names.addAll(words(text));
            if (text.contains("penalties")) {
                names.add("frequencyPenalty");
                names.add("presencePenalty");
            }
        }
        names.removeIf(name -> name.startsWith("reasoning"));
        return names;
    }

    @Test
    void eachServerHasEvidence() {
        assertThat(KnownServers.SERVERS)
                .allMatch(server -> !server.evidence().isBlank())
                .extracting(ServerRules::name)
                .doesNotHaveDuplicates();
    }
}
