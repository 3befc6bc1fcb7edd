package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.terminal.UsageException;

import java.util.List;

/**
 * The parsed value of one {@code --engine}: {@code [MODELS=]KIND[:ARGUMENT]}.
 *
 * @param models a pattern of model ids, {@code *} for all
 * @param argument empty if there is none
 */
record EngineSpec(String models, String kind, String argument) {
    static final String ALL = "*";

    private record Kind(String name, String argument, String example) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("rehearsal", "", "rehearsal"),
                    new Kind("script", "FILE.json", "script:answers.json"),
                    new Kind("replay", "DIR", "replay:recordings"),
                    new Kind("record", "DIR", "record:recordings"),
                    new Kind("upstream", "URL", "upstream:http://localhost:11434/v1"));

    /**
     * Parses a value.
     *
     * @throws UsageException if it is not valid
     */
    static EngineSpec parse(String text) {
        int equals = text.indexOf('=');
        // A URL may contain an equals sign, too.
        boolean forAll = equals < 0 || isKind(text);
        String models = forAll ? ALL : text.substring(0, equals).strip();
        String said = forAll ? text : text.substring(equals + 1);
        int colon = said.indexOf(':');
        String name = colon < 0 ? said : said.substring(0, colon);
        String argument = colon < 0 ? "" : said.substring(colon + 1);
        for (Kind kind : KINDS) {
            if (kind.name().equals(name)) {
                check(kind, argument);
                if (models.isEmpty()) {
                    throw new UsageException(
                            "No models before the = in \"" + text + "\".",
                            "--engine '*nova*=" + said + "'");
                }
                return new EngineSpec(models, name, argument);
            }
        }
        throw new UsageException(
                "Unknown engine \"" + name + "\"; engines: " + names() + ".",
                "--engine upstream:http://localhost:11434/v1");
    }

    private static void check(Kind kind, String argument) {
        boolean wanted = !kind.argument().isEmpty();
        if (wanted && argument.isEmpty()) {
            throw new UsageException(
                    "The engine " + kind.name() + " requires an argument: " + kind.argument() + ".",
                    "--engine " + kind.example());
        }
        if (!wanted && !argument.isEmpty()) {
            throw new UsageException(
                    "The engine " + kind.name() + " does not take an argument.",
                    "--engine " + kind.example());
        }
    }

    private static boolean isKind(String text) {
        return KINDS.stream()
                .anyMatch(kind -> text.equals(kind.name()) || text.startsWith(kind.name() + ":"));
    }

    private static String names() {
        return String.join(", ", KINDS.stream().map(Kind::name).toList());
    }
}
