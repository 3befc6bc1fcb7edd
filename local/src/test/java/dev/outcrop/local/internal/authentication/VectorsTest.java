package dev.outcrop.local.internal.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** AWS's suite for Signature Version 4. */
class VectorsTest {
    private static final Path SUITE = Path.of("../../shared/vectors/sigv4");

    @Test
    void canonicalRequestsAndSignaturesAreThoseOfTheSuite() throws IOException {
        assumeThat(SUITE).as("the suite is not here").isDirectory();
        int cases = 0;
        try (var folders = Files.list(SUITE)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                check(folder);
                cases++;
            }
        }
        assertThat(cases).isEqualTo(38);
    }

    private static void check(Path folder) throws IOException {
        var context = (Json.Obj) Json.parse(file(folder, "context.json"));
        String authorization = authorization(file(folder, "header-signed-request.txt"));
        IncomingRequest request = request(file(folder, "request.txt"), context);
        AuthorizationHeader signed = AuthorizationHeader.of(request, authorization);
        boolean normalize = context.get("normalize") instanceof Json.Bool(boolean is) && is;
        String canonical = new CanonicalRequest(request, signed.headers(), normalize).text();

        assertThat(canonical)
                .as(folder.toString())
                .isEqualTo(file(folder, "header-canonical-request.txt"));
        String toSign = StringToSign.of(signed.time(), signed.scope(), canonical);
        assertThat(toSign).isEqualTo(file(folder, "header-string-to-sign.txt"));
        assertThat(
                        StringToSign.signature(
                                text(context.object("credentials"), "secret_access_key"),
                                signed.date(),
                                signed.region(),
                                signed.service(),
                                toSign))
                .as(folder.toString())
                .isEqualTo(signed.signature())
                .isEqualTo(file(folder, "header-signature.txt"));
    }

    private static IncomingRequest request(String text, Json.Obj context) {
        int end = text.indexOf("\n\n");
        String head = end < 0 ? text : text.substring(0, end);
        Bytes body = Bytes.of(end < 0 ? "" : text.substring(end + 2));
        List<String> lines = head.lines().toList();
        Map<String, List<String>> headers = new HashMap<>();
        String last = "";
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith(" ")) {
                List<String> values = Objects.requireNonNull(headers.get(last));
                values.add(values.removeLast() + " " + line.strip());
            } else {
                last = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
                headers.computeIfAbsent(last, name -> new ArrayList<>())
                        .add(line.substring(line.indexOf(':') + 1));
            }
        }
        headers.put("x-amz-date", List.of(text(context, "timestamp").replaceAll("[-:]", "")));
        String token = context.object("credentials").string("token");
        if (token != null) {
            headers.put("x-amz-security-token", List.of(token));
        }
        if (context.get("sign_body") instanceof Json.Bool(boolean is) && is) {
            headers.put("x-amz-content-sha256", List.of(Sha256.hex(body.toArray())));
        }
        String first = lines.getFirst();
        String target = first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' '));
        int question = target.indexOf('?');
        return new IncomingRequest(
                first.substring(0, first.indexOf(' ')),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                "HTTP/1.1",
                headers,
                body);
    }

    private static String authorization(String signedRequest) {
        return signedRequest
                .lines()
                .filter(line -> line.startsWith("Authorization:"))
                .findFirst()
                .orElseThrow()
                .substring("Authorization:".length())
                .trim();
    }

    private static String text(Json.Obj object, String name) {
        return Objects.requireNonNull(object.string(name), name);
    }

    private static String file(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
