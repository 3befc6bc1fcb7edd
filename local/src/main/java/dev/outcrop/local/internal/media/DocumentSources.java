package dev.outcrop.local.internal.media;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

/** The rules of Claude for the sources of documents, with and without citations. */
final class DocumentSources {
    private DocumentSources() {}

    static void check(Json.Obj document, String place) {
        Json.Obj source = document.object("source");
        boolean isText =
                source.get("text") instanceof Json.Str || source.get("content") instanceof Json.Arr;
        if (isText && !isCited(document)) {
            // bifrost 7072, strands 3582
            throw ServiceError.validation(
                    "The DocumentSource object at "
                            + place
                            + ".document.source must set one of the following keys: bytes,"
                            + " s3Location.");
        }
        String bytes = source.string("bytes");
        if (bytes == null) {
            return;
        }
        String format = String.valueOf(document.string("format"));
        if (format.equals("pdf")) {
            if (!ImageBytes.isPdf(bytes)) {
                throw MediaRules.ofTheModel(
                        place + ".document.source.bytes: The PDF specified was not valid.");
            }
        } else if (isCited(document)) {
            cited(format, place);
        }
    }

    /** boto3 4726, of the text of a document and of another format. */
    private static void cited(String format, String place) {
        if (format.equals("txt")) {
            throw MediaRules.ofTheModel(
                    place + ".image.source.bytes: The PDF specified was not valid.");
        }
        throw ServiceError.validation(
                "Unsupported document format. Only txt and pdf formats are supported when citations"
                        + " are enabled");
    }

    static boolean isCited(Json.Obj document) {
        return document.object("citations").get("enabled") instanceof Json.Bool(boolean is) && is;
    }
}
