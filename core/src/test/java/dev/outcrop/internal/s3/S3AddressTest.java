package dev.outcrop.internal.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

/** The URLs of buckets and objects, by AWS's rules. */
class S3AddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://s3.us-east-1.amazonaws.com, mine, https://mine.s3.us-east-1.amazonaws.com",
        "https://s3-fips.us-east-1.amazonaws.com, mine,"
                + " https://mine.s3-fips.us-east-1.amazonaws.com",
        "https://s3.dualstack.us-east-1.amazonaws.com, mine,"
                + " https://mine.s3.dualstack.us-east-1.amazonaws.com",
        "https://s3.us-east-1.amazonaws.com, my.bucket,"
                + " https://s3.us-east-1.amazonaws.com/my.bucket",
        "https://s3.us-east-1.amazonaws.com, Old_Name,"
                + " https://s3.us-east-1.amazonaws.com/Old_Name",
        "http://127.0.0.1:4570, mine, http://127.0.0.1:4570/mine",
        "http://[::1]:4570, mine, http://[::1]:4570/mine",
        "http://localhost:4570/base, mine, http://localhost:4570/base/mine",
        "https://minio.example, mine, https://minio.example/mine",
        "https://bucket.vpce-1a.s3.us-east-1.vpce.amazonaws.com, mine,"
                + " https://bucket.vpce-1a.s3.us-east-1.vpce.amazonaws.com/mine",
    })
    void theBucketIsInTheHostOfAwsOnly(URI endpoint, String bucket, URI base) {
        assertThat(S3Address.base(endpoint, bucket, "us-east-1", "us-east-1")).isEqualTo(base);
    }

    @Test
    void aBucketInAnotherRegionHasItsHostThere() {
        assertThat(
                        S3Address.base(
                                URI.create("https://s3.us-east-1.amazonaws.com"),
                                "mine",
                                "us-east-1",
                                "eu-west-1"))
                .hasToString("https://mine.s3.eu-west-1.amazonaws.com");
    }

    @Test
    void aKeyIsEncodedOnce() {
        assertThat(S3Address.path("in/a file+ü(1)=&%.jsonl"))
                .isEqualTo("/in/a%20file%2B%C3%BC%281%29%3D%26%25.jsonl");
        assertThat(S3Address.path("a//b/")).isEqualTo("/a//b/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/../b", "a/./b", "./a", "a/.."})
    void aKeyThatServersWouldChangeIsRefused(String key) {
        assertThatThrownBy(() -> S3Address.path(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3:/a/b",
                "s3://",
                "s3://a",
                "https://a/b",
                "s3://a@evil.example/x",
                "s3://bucket?x/y",
                "s3://bu cket/x",
                "s3://../x",
                "S3://bucket/x"
            })
    void whatIsNotAUriOfS3IsRefused(String uri) {
        assertThatThrownBy(() -> S3Uri.of(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3://bucket/prefix");
    }

    @Test
    void namesAreResolvedBelowAPrefix() {
        assertThat(S3Uri.of("s3://bucket").resolve("a/b")).hasToString("s3://bucket/a/b");
        assertThat(S3Uri.of("s3://bucket/x").resolve("a")).hasToString("s3://bucket/x/a");
        assertThat(S3Uri.of("s3://bucket/x/").resolve("a")).hasToString("s3://bucket/x/a");
    }
}
