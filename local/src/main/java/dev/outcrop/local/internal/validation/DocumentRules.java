package dev.outcrop.local.internal.validation;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for documents. */
final class DocumentRules {
    /**
     * With an underscore, which the error does not name: a recording has one, which was accepted.
     */
    private static final Pattern NAME =
            Pattern.compile("(?:[\\p{Alnum}_\\-()\\[\\]]|\\s(?!\\s))*+");

    private static final int MOST_OF_A_MESSAGE = 5;
    private static final long LARGEST = 4_718_592;

    private DocumentRules() {}

    static void check(List<Json> messages) {
        var names = new HashSet<String>();
        for (int i = 0; i < messages.size(); i++) {
            int count = 0;
            for (LocatedBlock block : LocatedBlock.of(messages, i)) {
                if (block.has("document")) {
                    count++;
                    document(block.json().object("document"), names);
                }
            }
            if (count > MOST_OF_A_MESSAGE) {
                throw ServiceError.validation("You can't include more than 5 documents.");
            }
        }
    }

    private static void document(Json.Obj document, Set<String> names) {
        String name = String.valueOf(document.string("name"));
        if (!NAME.matcher(name).matches()) {
            throw ServiceError.validation(
                    "The document file name can only contain alphanumeric characters, whitespace"
                            + " characters, hyphens, parentheses, and square brackets. The name"
                            + " can't contain more than one consecutive whitespace character.");
        }
        if (!names.add(name)) {
            throw ServiceError.validation("Messages can't contain duplicate document names.");
        }
        String bytes = document.object("source").string("bytes");
        if (bytes != null && bytes.length() / 4 * 3L > LARGEST) {
            throw ServiceError.validation(
                    "The document is larger than the maximum size of 4.5 MB.");
        }
    }
}
