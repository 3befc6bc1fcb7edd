package dev.outcrop.cli.chat;

import dev.outcrop.cli.bedrock.BedrockConnection;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Completes slash commands, ids of models, and names of files. */
public final class SlashCompleter implements Completer {
    private static final int MOST = 200;

    private final BedrockConnection connection;
    private final Path home;

    /**
     * @param home what ~ means in names of files
     */
    public SlashCompleter(BedrockConnection connection, Path home) {
        this.connection = connection;
        this.home = home;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (!line.line().startsWith("/")) {
            return;
        }
        if (line.wordIndex() == 0) {
            for (SlashCommand command : SlashCommand.values()) {
                candidates.add(
                        new Candidate(
                                command.word(),
                                command.word(),
                                null,
                                command.description(),
                                null,
                                null,
                                true));
            }
            return;
        }
        List<String> values =
                switch (line.words().getFirst()) {
                    case "/model" -> models();
                    case "/think" ->
                            List.of("low", "medium", "high", "off", "show", "hide", "last");
                    case "/attach", "/load", "/save", "/export" -> files(line.word());
                    default -> List.of();
                };
        values.forEach(value -> candidates.add(new Candidate(value)));
    }

    private List<String> models() {
        var ids = new ArrayList<>(connection.aliases().keySet());
        connection.catalog().models().forEach(facts -> ids.add(facts.id()));
        return ids;
    }

    private List<String> files(String begun) {
        int slash = begun.lastIndexOf('/');
        String folder = slash < 0 ? "" : begun.substring(0, slash + 1);
        try (Stream<Path> all =
                Files.list(Path.of(folder.isEmpty() ? "." : TypedPath.of(folder, home)))) {
            return all.limit(MOST)
                    .map(file -> folder + file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .toList();
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
    }
}
