package dev.outcrop.internal.aws.signing;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.aws.Region;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

class RequestSignerTest {
    private static final Credentials LASTING = Credentials.accessKeys("AKIDEXAMPLE", "se/cr+et");
    private static final Credentials TEMPORARY =
            Credentials.accessKeys("ASIAEXAMPLE", "se/cr+et", "tok/en+==");
    private static final String HOST = "https://bedrock-runtime.us-east-1.amazonaws.com";
    private static final byte[] BODY = "{\"messages\":[]}".getBytes(UTF_8);

    private final RequestSigner signer = new RequestSigner(MadeUp.CLOCK);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/model/us.anthropic.claude-x-v1%3A0/converse",
                "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Ainference-profile%2Fus.x-v1%3A0/converse-stream",
                "/base/path/model/x/converse",
                "/inference-profiles?maxResults=10&nextToken=a%2Fb%3D%3D&typeEquals=SYSTEM_DEFINED",
                "/model/%E2%82%AC%20%25/invoke",
            })
    void agreesWithTheReferenceSigner(String target) throws Exception {
        URI uri = URI.create(HOST + target);
        var headers = Map.of("Content-Type", "application/json", "X-Team", "  search   team ");

        for (var credentials : new Credentials[] {LASTING, TEMPORARY}) {
            assertThat(sign(uri, headers, BODY, credentials))
                    .containsEntry("Authorization", expected(uri, headers, BODY, credentials));
        }
    }

    @Test
    void agreesWithTheReferenceSignerOnRandomRequests() throws Exception {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            URI uri = URI.create(HOST + "/model/" + encoded(random) + "/converse");
            var headers = new LinkedHashMap<String, String>();
            for (int i = random.nextInt(5); i > 0; i--) {
                headers.put("X-H" + random.nextInt(100), printable(random));
            }
            byte[] body = new byte[random.nextInt(3000)];
            random.nextBytes(body);

            assertThat(sign(uri, headers, body, TEMPORARY))
                    .as("seed %d", seed)
                    .containsEntry("Authorization", expected(uri, headers, body, TEMPORARY));
        }
    }

    @Test
    void addsTheseHeadersAndNoOthers() {
        URI uri = URI.create(HOST + "/model/x/converse");

        assertThat(sign(uri, Map.of(), BODY, LASTING))
                .containsOnlyKeys("X-Amz-Date", "x-amz-content-sha256", "Authorization")
                .containsEntry("X-Amz-Date", "20261122T120000Z");
        assertThat(sign(uri, Map.of(), BODY, TEMPORARY))
                .containsOnlyKeys(
                        "X-Amz-Date",
                        "X-Amz-Security-Token",
                        "x-amz-content-sha256",
                        "Authorization")
                .containsEntry("X-Amz-Security-Token", "tok/en+==");
    }

    @Test
    void theScopeIsTheRegionAndNotTheHost() {
        URI uri = URI.create("http://localhost:8080/model/x/converse");

        assertThat(sign(uri, Map.of(), BODY, LASTING).get("Authorization"))
                .startsWith(
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/bedrock/aws4_request,"
                                + " SignedHeaders=host;x-amz-content-sha256;x-amz-date, ");
    }

    @Test
    void aPortThatIsNotTheSchemesOwnIsSignedWithTheHost() throws Exception {
        for (String host : new String[] {"http://localhost:8080", "https://[::1]:8443"}) {
            URI uri = URI.create(host + "/model/x/converse");
            assertThat(sign(uri, Map.of(), BODY, LASTING))
                    .containsEntry("Authorization", expected(uri, Map.of(), BODY, LASTING));
        }
    }

    @Test
    void whatProxiesChangeIsNotSigned() {
        URI uri = URI.create(HOST + "/model/x/converse");
        var headers = Map.of("User-Agent", "a", "X-Amzn-Trace-Id", "b", "amz-sdk-request", "c");

        assertThat(sign(uri, headers, BODY, LASTING).get("Authorization"))
                .contains("SignedHeaders=amz-sdk-request;host;x-amz-content-sha256;x-amz-date,");
    }

    @Test
    void replacesADateOfTheCaller() throws Exception {
        URI uri = URI.create(HOST + "/model/x/converse");

        assertThat(sign(uri, Map.of("x-amz-date", "yesterday"), BODY, LASTING))
                .containsEntry("X-Amz-Date", "20261122T120000Z")
                .containsEntry("Authorization", expected(uri, Map.of(), BODY, LASTING));
    }

    @Test
    void theOffsetMovesTheDate() {
        URI uri = URI.create(HOST + "/model/x/converse");
        Map<String, String> added =
                signer.sign(
                        "POST",
                        uri,
                        Map.of(),
                        BODY,
                        LASTING,
                        Region.of("us-east-1"),
                        "bedrock",
                        Duration.ofMinutes(-10));

        assertThat(added).containsEntry("X-Amz-Date", "20261122T115000Z");
    }

    @Test
    void aBearerTokenIsSentAsItIs() {
        URI uri = URI.create(HOST + "/model/x/converse");

        assertThat(sign(uri, Map.of(), BODY, Credentials.bearerToken("token")))
                .isEqualTo(Map.of("Authorization", "Bearer token"));
    }

    private Map<String, String> sign(
            URI uri, Map<String, String> headers, byte[] body, Credentials credentials) {
        return signer.sign(
                "POST",
                uri,
                headers,
                body,
                credentials,
                Region.of("us-east-1"),
                "bedrock",
                Duration.ZERO);
    }

    private static String expected(
            URI uri, Map<String, String> headers, byte[] body, Credentials credentials)
            throws Exception {
        var keys = (Credentials.AccessKeys) credentials;
        var all = new LinkedHashMap<>(headers);
        all.put("Host", uri.getRawAuthority());
        all.put("X-Amz-Date", "20261122T120000Z");
        all.put("x-amz-content-sha256", ReferenceSigner.sha256(body));
        String token = keys.sessionToken();
        if (token != null) {
            all.put("X-Amz-Security-Token", token);
        }
        String query = uri.getRawQuery();
        return new ReferenceSigner(
                        "POST",
                        uri.getRawPath(),
                        query == null ? "" : query,
                        all,
                        ReferenceSigner.sha256(body),
                        true)
                .authorization(keys.accessKeyId(), keys.secretAccessKey(), "us-east-1", "bedrock");
    }

    private static String encoded(Random random) {
        var path = new StringBuilder("m");
        for (int i = random.nextInt(20); i > 0; i--) {
            int c = random.nextInt(0x100);
            path.append(Character.isLetterOrDigit(c) && c < 0x80 ? "" + (char) c : percent(c));
        }
        return path.toString();
    }

    private static String percent(int c) {
        StringBuilder text = new StringBuilder();
        for (byte b : String.valueOf((char) c).getBytes(UTF_8)) {
            text.append(String.format("%%%02X", b & 0xff));
        }
        return text.toString();
    }

    private static String printable(Random random) {
        var text = new StringBuilder("v");
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.append('v').toString();
    }
}
