package dev.outcrop.cli.bedrock;

import dev.outcrop.AwsCredentials;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.SigningCredentials;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.OpenAiEngine;
import dev.outcrop.local.recording.RecordedScript;
import dev.outcrop.local.recording.Recorder;
import dev.outcrop.local.recording.Replay;
import dev.outcrop.local.script.ScriptFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The engines of a command line. Closing them closes their connections. */
public final class LocalEngines implements AutoCloseable {
    /** A key for the server behind {@code upstream}; it is sent only there. */
    public static final String UPSTREAM_KEY = "OUTCROP_UPSTREAM_KEY";

    private final ProcessContext stage;
    private final RecordUrls recordFrom;
    private final Supplier<Engine> rehearsal;
    private final List<AutoCloseable> open = new ArrayList<>();

    /**
     * @param recordFrom the endpoints to record
     * @param rehearsal creates the default engine
     */
    public LocalEngines(ProcessContext stage, RecordUrls recordFrom, Supplier<Engine> rehearsal) {
        this.stage = stage;
        this.recordFrom = recordFrom;
        this.rehearsal = rehearsal;
    }

    /**
     * Whether one of them records.
     *
     * @throws UsageException if one is not valid
     */
    public static boolean record(List<String> texts) {
        return texts.stream().map(EngineSpec::parse).anyMatch(LocalEngines::records);
    }

    private static boolean records(EngineSpec spec) {
        return spec.kind().equals("record");
    }

    /**
     * Adds them to a builder; those for all models last, because they match everything.
     *
     * @throws UsageException if one is not available
     */
    public void addTo(LocalBedrock.Builder builder, List<String> texts) {
        List<EngineSpec> specs = texts.stream().map(EngineSpec::parse).toList();
        List<EngineSpec> forAll =
                specs.stream().filter(spec -> spec.models().equals(EngineSpec.ALL)).toList();
        if (forAll.size() > 1) {
            throw new UsageException(
                    "Only one engine can answer all models.",
                    "--engine '*nova*=" + texts.get(0) + "'  to limit it to some models");
        }
        if (!recordFrom.equals(RecordUrls.OF_THE_REGION)
                && specs.stream().noneMatch(LocalEngines::records)) {
            throw new UsageException(
                    "--record-from has no effect without the engine record.",
                    "--engine record:recordings");
        }
        specs.stream()
                .filter(spec -> !spec.models().equals(EngineSpec.ALL))
                .forEach(spec -> add(builder, spec));
        forAll.forEach(spec -> add(builder, spec));
    }

    private void add(LocalBedrock.Builder builder, EngineSpec spec) {
        String models = spec.models();
        switch (spec.kind()) {
            case "script" -> builder.script(models, script(path(spec)));
            case "replay" -> builder.standIn(models, replay(path(spec)));
            case "record" -> builder.standIn(models, recorder(path(spec)));
            case "upstream" -> builder.engine(models, upstream(spec.argument()));
            default -> builder.engine(models, rehearsal.get());
        }
    }

    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (UncheckedIOException e) {
                stage.stdio().err().println("Error: " + e.getMessage());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Path path(EngineSpec spec) {
        try {
            return Path.of(spec.argument());
        } catch (InvalidPathException e) {
            throw new UsageException(
                    "Invalid path: " + spec.argument(), "--engine " + spec.kind() + ":NAME");
        }
    }

    private static ScriptFile script(Path file) {
        try {
            return ScriptFile.read(file);
        } catch (UncheckedIOException e) {
            throw cannotRead(file, e.getCause(), "--engine script:answers.json");
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    file + ": " + e.getMessage(), "outcrop help local  shows an example script");
        }
    }

    /**
     * Reduces the recordings of a folder to a script.
     *
     * @throws UsageException if there is no such folder, or a file is not a recording
     */
    public static RecordedScript scriptOf(String folder) {
        return fromRecordings(
                path(new EngineSpec(EngineSpec.ALL, "replay", folder)), RecordedScript::of);
    }

    private static Replay replay(Path folder) {
        return fromRecordings(folder, Replay::from);
    }

    private static <T> T fromRecordings(Path folder, Function<Path, T> read) {
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    "Folder not found: " + folder + ".",
                    "--engine record:" + folder + "  to record first");
        }
        try {
            return read.apply(folder);
        } catch (UncheckedIOException e) {
            throw cannotRead(folder, e.getCause(), "--engine replay:recordings");
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    folder + ": " + e.getMessage(), "use a folder that contains only recordings");
        }
    }

    private Recorder recorder(Path folder) {
        RecordedService service = RecordedService.of(recordFrom.runtime(), stage);
        try {
            Recorder recorder = Recorder.of(service.endpoint(), folder);
            if (recordFrom.control() != null) {
                recorder =
                        recorder.control(
                                RecordUrls.parse(recordFrom.control(), "--record-control-from"));
            }
            if (recordFrom.mantle() != null) {
                recorder =
                        recorder.mantle(
                                RecordUrls.parse(recordFrom.mantle(), "--record-mantle-from"));
            }
            open.add(recorder);
            return recorder.signing(
                    SigningCredentials.of(AwsCredentials.standard(stage.environment())),
                    service.region());
        } catch (IOException e) {
            throw new UsageException(
                    "Could not create the folder " + folder + ".", "--engine record:recordings");
        }
    }

    /** {@code URL#MODEL}; without a model, the first that the server lists. */
    private OpenAiEngine upstream(String argument) {
        int hash = argument.indexOf('#');
        URI base = Urls.parse(hash < 0 ? argument : argument.substring(0, hash));
        if (base == null) {
            throw new UsageException(
                    "The engine upstream requires a URL, not \"" + argument + "\".",
                    "--engine upstream:http://localhost:11434/v1");
        }
        if (base.getPath().length() <= 1) {
            throw new UsageException(
                    "The upstream URL must end with the API version.",
                    "--engine upstream:" + base.toString().replaceAll("/+$", "") + "/v1");
        }
        String model = hash < 0 ? null : argument.substring(hash + 1);
        OpenAiEngine upstream = OpenAiEngine.of(base, model, stage.env().get(UPSTREAM_KEY));
        open.add(upstream);
        return upstream;
    }

    private static UsageException cannotRead(Path path, @Nullable IOException e, String remedy) {
        String why = e instanceof NoSuchFileException ? "it does not exist" : "it cannot be read";
        return new UsageException("Cannot use " + path + ": " + why + ".", remedy);
    }
}
