package dev.outcrop.internal.aws.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.aws.Credentials.AccessKeys;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Our signature beside that of AWS's own signer, over one signer and many requests. */
class SignatureAgainstAwsTest {
    private static final String[] HOSTS = {
        "https://bedrock-runtime.us-east-1.amazonaws.com",
        "http://localhost:8080",
        "https://vpce-0a1b.bedrock-runtime.eu-central-1.vpce.amazonaws.com/base"
    };
    private static final String[] PATHS = {
        "/model/us.anthropic.claude-x-v1%3A0/converse",
        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Ainference-profile%2Fx/invoke",
        "/model/%E2%82%AC%20%25/invoke",
        "/a//b/../c/./d/",
        "/",
        "/inference-profiles?maxResults=10&nextToken=a%2Fb%3D%3D&typeEquals=SYSTEM_DEFINED",
        "/x?b=2&a=1&b=1&c&a-b=%20",
    };

    @Test
    void bothSignAlike() {
        var ours = new SigV4Signer();
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            URI uri = URI.create(pick(HOSTS, random) + pick(PATHS, random));
            Map<String, String> headers = headers(random);
            byte[] body = new byte[random.nextInt(2_000)];
            random.nextBytes(body);
            String method = random.nextBoolean() ? "POST" : "GET";
            AccessKeys keys = keys(random);
            String region = random.nextBoolean() ? "us-east-1" : "eu-isoe-west-1";
            String service = random.nextBoolean() ? "bedrock" : "bedrock-mantle";
            Instant now = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));

            assertThat(ours.headers(method, uri, headers, body, keys, region, service, now))
                    .as("seed %d: %s %s %s", seed, method, uri, headers)
                    .isEqualTo(
                            AwsSignature.headers(
                                    method,
                                    uri,
                                    headers,
                                    body,
                                    keys,
                                    region,
                                    service,
                                    Clock.fixed(now, ZoneOffset.UTC)));
        }
    }

    @Test
    void bothSignAlikeForS3() {
        var ours = new SigV4Signer();
        String[] paths = {
            "/in/a%20file%2B%C3%BC%281%29%3D%26.jsonl",
            "/a//b/%25/",
            "/?encoding-type=url&list-type=2&prefix=a%2Fb%20c",
            "/key?uploads=",
            "/key?partNumber=2&uploadId=a.b_c-d~",
        };
        for (String path : paths) {
            URI uri = URI.create("https://bucket.s3.eu-west-1.amazonaws.com" + path);
            Map<String, String> headers =
                    Map.of("x-amz-checksum-crc32", "AAAAAA==", "Range", "bytes=0-9");
            var keys = new AccessKeys("AKIDEXAMPLE", "one", "token", null, "test");
            Instant now = Instant.parse("2026-11-22T23:59:59Z");

            assertThat(ours.headers("PUT", uri, headers, new byte[3], keys, "eu-west-1", "s3", now))
                    .as(path)
                    .isEqualTo(
                            AwsSignature.headers(
                                    "PUT",
                                    uri,
                                    headers,
                                    new byte[3],
                                    keys,
                                    "eu-west-1",
                                    "s3",
                                    Clock.fixed(now, ZoneOffset.UTC)));
        }
    }

    @Test
    void aKeptKeyIsNotUsedForAnotherSecretDayOrRegion() {
        var ours = new SigV4Signer();
        URI uri = URI.create(HOSTS[0] + PATHS[0]);
        Instant day = Instant.parse("2026-11-22T23:59:59Z");
        for (String secret : new String[] {"one", "other", "one"}) {
            for (Instant now : new Instant[] {day, day.plusSeconds(1)}) {
                for (String region : new String[] {"us-east-1", "us-west-2"}) {
                    var keys = new AccessKeys("AKIDEXAMPLE", secret, null, null, "test");
                    assertThat(
                                    ours.headers(
                                            "POST",
                                            uri,
                                            Map.of(),
                                            new byte[0],
                                            keys,
                                            region,
                                            "bedrock",
                                            now))
                            .isEqualTo(
                                    AwsSignature.headers(
                                            "POST",
                                            uri,
                                            Map.of(),
                                            new byte[0],
                                            keys,
                                            region,
                                            "bedrock",
                                            Clock.fixed(now, ZoneOffset.UTC)));
                }
            }
        }
    }

    private static Map<String, String> headers(Random random) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        if (random.nextBoolean()) {
            headers.put("User-Agent", "outcrop");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            var value = new StringBuilder("v");
            for (int k = random.nextInt(20); k > 0; k--) {
                value.append((char) (' ' + random.nextInt(95)));
            }
            headers.put("X-H" + random.nextInt(100), value.append("  v").toString());
        }
        return headers;
    }

    private static AccessKeys keys(Random random) {
        String session = random.nextBoolean() ? "tok/en+==" + random.nextInt() : null;
        return new AccessKeys(
                "AKID" + random.nextInt(3), "se/cr+et" + random.nextInt(3), session, null, "test");
    }

    private static String pick(String[] of, Random random) {
        return of[random.nextInt(of.length)];
    }
}
