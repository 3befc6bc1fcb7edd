package dev.outcrop.local.internal.nonchat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;

/**
 * The images of Nova Canvas and Titan Image Generator: the words of the prompt, in a small picture.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/nova/latest/userguide/image-gen-req-resp-structure.html">Nova
 *     Canvas: request and response</a>
 */
record AmazonImages() implements NonChatModel {
    private static final int MOST = 5;

    /** The member with the prompt, by task. */
    private static final Map<String, String> TASKS =
            Map.of(
                    "TEXT_IMAGE", "textToImageParams",
                    "COLOR_GUIDED_GENERATION", "colorGuidedGenerationParams",
                    "IMAGE_VARIATION", "imageVariationParams",
                    "INPAINTING", "inPaintingParams",
                    "OUTPAINTING", "outPaintingParams",
                    "BACKGROUND_REMOVAL", "backgroundRemovalParams");

    @Override
    public Result answer(Json.Obj body) {
        String task = BodyMembers.text(body, "taskType");
        String member = TASKS.get(task);
        if (member == null) {
            throw ServiceError.validation(
                    "The local Bedrock does not emulate the task " + task + " of this model.");
        }
        if (!(body.get(member) instanceof Json.Obj params)) {
            throw BodyMembers.malformed("#: required key [" + member + "] not found");
        }
        String text =
                task.equals("TEXT_IMAGE") ? BodyMembers.text(params, "text") : words(task, params);
        Json.Obj config = body.object("imageGenerationConfig");
        long count = config.integer("numberOfImages", 1);
        if (count < 1 || count > MOST) {
            throw BodyMembers.malformed(
                    "#/imageGenerationConfig/numberOfImages: from 1 to " + MOST);
        }
        var images = new ArrayList<Json>();
        for (int i = 0; i < count; i++) {
            byte[] png = TextImage.png(text, config.integer("seed", 0) + i);
            images.add(Json.of(Base64.getEncoder().encodeToString(png)));
        }
        return new Result(
                Json.EMPTY.with("images", Json.array(images.toArray(Json[]::new))),
                BodyMembers.tokens(text));
    }

    @Override
    public @Nullable String prompt(Json.Obj body) {
        String member = TASKS.get(BodyMembers.text(body, "taskType"));
        return member == null ? null : body.object(member).string("text");
    }

    private static String words(String task, Json.Obj params) {
        String text = params.string("text");
        return text == null ? task : text;
    }
}
