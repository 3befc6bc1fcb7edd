package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Nova Reel: a video of shots of six seconds, with a file for each shot if there are several.
 *
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/video-gen-access.html">video
 *     generation</a>
 */
record NovaReel(String modelId) implements VideoModel {
    private static final int SHOT_SECONDS = 6;
    private static final int LEAST_SECONDS_OF_SHOTS = 12;
    private static final int MOST_SECONDS = 120;
    private static final int LONGEST_PROMPT = 512;
    private static final int LONGEST_STORY = 4_000;
    private static final long LAST_SEED = 2_147_483_646L;

    @Override
    public void check(Json.Obj input) {
        Json.Obj config = input.object("videoGenerationConfig");
        long seconds = config.integer("durationSeconds", 0);
        switch (String.valueOf(input.string("taskType"))) {
            case "TEXT_VIDEO" -> {
                text(input.object("textToVideoParams").string("text"), LONGEST_PROMPT);
                require(
                        config.get("durationSeconds") == null || seconds == SHOT_SECONDS,
                        "durationSeconds must be 6 for TEXT_VIDEO.");
            }
            case "MULTI_SHOT_AUTOMATED" -> {
                text(input.object("multiShotAutomatedParams").string("text"), LONGEST_STORY);
                require(
                        seconds % SHOT_SECONDS == 0
                                && seconds >= LEAST_SECONDS_OF_SHOTS
                                && seconds <= MOST_SECONDS,
                        "durationSeconds must be a multiple of 6 from 12 to 120.");
            }
            case "MULTI_SHOT_MANUAL" -> {
                List<Json> shots = input.object("multiShotManualParams").array("shots");
                require(
                        !shots.isEmpty() && shots.size() <= MOST_SECONDS / SHOT_SECONDS,
                        "shots must have from 1 to 20 elements.");
                for (Json shot : shots) {
                    text(
                            shot instanceof Json.Obj object ? object.string("text") : null,
                            LONGEST_PROMPT);
                }
            }
            default ->
                    throw ServiceError.validation(
                            "taskType must be TEXT_VIDEO, MULTI_SHOT_AUTOMATED or"
                                    + " MULTI_SHOT_MANUAL.");
        }
        String dimension = config.string("dimension");
        require(dimension == null || dimension.equals("1280x720"), "dimension must be 1280x720.");
        require(config.integer("fps", 24) == 24, "fps must be 24.");
        long seed = config.integer("seed", 0);
        require(seed >= 0 && seed <= LAST_SEED, "seed must be from 0 to " + LAST_SEED + ".");
    }

    @Override
    public void write(Json.Obj input, Path folder, String uri) throws IOException {
        List<String> shots = shots(input);
        Files.createDirectories(folder);
        var told = new ArrayList<Json>();
        if (shots.size() > 1) {
            for (int i = 0; i < shots.size(); i++) {
                String name = String.format(Locale.ROOT, "shot_%04d.mp4", i + 1);
                Files.write(folder.resolve(name), EmptyVideo.of(shots.get(i), SHOT_SECONDS));
                told.add(success(uri + "/" + name));
            }
        }
        Files.write(
                folder.resolve("output.mp4"),
                EmptyVideo.of(String.join("\n", shots), SHOT_SECONDS * shots.size()));
        Json.Obj whole = success(uri + "/output.mp4");
        Json.Obj status =
                Json.EMPTY
                        .with("schemaVersion", Json.of("1.0.0"))
                        .with("shots", new Json.Arr(told))
                        .with("fullVideo", whole);
        Files.writeString(folder.resolve("video-generation-status.json"), status + "\n");
        Json.Obj manifest =
                Json.EMPTY
                        .with("modelId", Json.of(modelId))
                        .with("taskType", Json.of(input.string("taskType")))
                        .with("modelInput", input)
                        .with("outputs", Json.array(whole.without("status")));
        Files.writeString(folder.resolve("manifest.json"), manifest + "\n");
    }

    private static List<String> shots(Json.Obj input) {
        var shots = new ArrayList<String>();
        for (Json shot : input.object("multiShotManualParams").array("shots")) {
            shots.add(shot instanceof Json.Obj object ? "" + object.string("text") : "");
        }
        if (shots.isEmpty()) {
            String story = input.object("multiShotAutomatedParams").string("text");
            String text = story == null ? input.object("textToVideoParams").string("text") : story;
            long seconds =
                    input.object("videoGenerationConfig").integer("durationSeconds", SHOT_SECONDS);
            for (int i = 0; i < seconds / SHOT_SECONDS; i++) {
                shots.add(String.valueOf(text));
            }
        }
        return shots;
    }

    private static Json.Obj success(String location) {
        return Json.EMPTY.with("status", Json.of("SUCCESS")).with("location", Json.of(location));
    }

    private static void text(@Nullable String text, int most) {
        require(
                text != null && !text.isEmpty() && text.length() <= most,
                "text must have from 1 to " + most + " characters.");
    }

    private static void require(boolean fulfilled, String message) {
        if (!fulfilled) {
            throw ServiceError.validation("Invalid Input: " + message);
        }
    }
}
