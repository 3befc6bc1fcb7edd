package dev.outcrop.local.internal.nonchat;

import dev.outcrop.json.Json;

import java.util.Base64;

/**
 * The images of Stability AI.
 *
 * @param artifacts whether the format is that of Stable Diffusion XL
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-stability-diffusion.html">
 *     Stability AI models</a>
 */
record StabilityImages(boolean artifacts) implements NonChatModel {
    @Override
    public Result answer(Json.Obj body) {
        long seed = body.integer("seed", 0);
        if (!artifacts) {
            String text = BodyMembers.text(body, "prompt");
            Json image = image(text, seed);
            return new Result(
                    Json.EMPTY
                            .with("seeds", Json.array(Json.of(seed)))
                            .with("finish_reasons", Json.array(Json.NULL))
                            .with("images", Json.array(image)),
                    BodyMembers.tokens(text));
        }
        if (body.array("text_prompts").isEmpty()
                || !(body.array("text_prompts").getFirst() instanceof Json.Obj first)) {
            throw BodyMembers.malformed("#: required key [text_prompts] not found");
        }
        String text = BodyMembers.text(first, "text");
        Json.Obj artifact =
                Json.EMPTY
                        .with("seed", Json.of(seed))
                        .with("base64", image(text, seed))
                        .with("finishReason", Json.of("SUCCESS"));
        return new Result(
                Json.EMPTY
                        .with("result", Json.of("success"))
                        .with("artifacts", Json.array(artifact)),
                BodyMembers.tokens(text));
    }

    @Override
    public String prompt(Json.Obj body) {
        return artifacts
                ? BodyMembers.text((Json.Obj) body.array("text_prompts").getFirst(), "text")
                : BodyMembers.text(body, "prompt");
    }

    private static Json image(String text, long seed) {
        return Json.of(Base64.getEncoder().encodeToString(TextImage.png(text, seed)));
    }
}
