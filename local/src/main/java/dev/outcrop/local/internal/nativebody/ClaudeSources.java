package dev.outcrop.local.internal.nativebody;

import static dev.outcrop.local.internal.nativebody.ClaudeErrors.refused;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.media.Base64Text;
import dev.outcrop.local.internal.media.ImageBytes;
import dev.outcrop.local.internal.media.ImageRules;

import java.util.List;

/** The sources of images and documents. Those that are no bytes are not validated. */
final class ClaudeSources {
    private static final List<String> IMAGES =
            List.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private static final long LARGEST_IMAGE = 5_242_880;

    private ClaudeSources() {}

    static void check(Json.Obj source, String kind, String place) {
        ClaudeErrors.required(source, place, "type");
        if (!"base64".equals(source.string("type"))) {
            return;
        }
        String base64 = place + ".base64";
        ClaudeErrors.required(source, base64, "media_type");
        ClaudeErrors.required(source, base64, "data");
        String type = String.valueOf(source.string("media_type"));
        String data = String.valueOf(source.string("data"));
        if (Base64Text.decodedLength(data) < 0) {
            throw refused(base64 + ".data: invalid base64 data");
        }
        if (kind.equals("image")) {
            image(type, data, base64);
        } else if (!type.equals("application/pdf")) {
            throw refused(base64 + ".media_type: Input should be 'application/pdf'");
        } else if (!ImageBytes.isPdf(data)) {
            throw refused(base64 + ".data: The PDF specified was not valid.");
        }
    }

    private static void image(String type, String data, String base64) {
        if (!IMAGES.contains(type)) {
            throw refused(
                    base64
                            + ".media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or"
                            + " 'image/webp'");
        }
        if (data.isEmpty()) {
            throw refused(base64 + ": image cannot be empty");
        }
        if (data.length() > LARGEST_IMAGE) {
            throw refused(
                    base64
                            + ": image exceeds 5 MB maximum: "
                            + data.length()
                            + " bytes > "
                            + LARGEST_IMAGE
                            + " bytes");
        }
        ImageBytes image = ImageBytes.of(data);
        String problem = ImageRules.problem(type.substring("image/".length()), image);
        if (problem != null) {
            boolean isSize = problem.startsWith("At least");
            throw refused(base64 + (isSize ? ".data: " : ": ") + problem);
        }
    }
}
