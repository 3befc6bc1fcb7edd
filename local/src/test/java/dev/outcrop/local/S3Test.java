package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.authentication.LocalCredentials;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** AWS's client of S3 against the folder of buckets, with signatures that are checked. */
class S3Test {
    private static final String KEY = "in/a file+ü(1)=&.jsonl";

    @TempDir Path temporary;
    private Path folder;
    private LocalBedrock local;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        folder = temporary.resolve("buckets");
        Files.createDirectories(folder.resolve("mine"));
        local =
                LocalBedrock.builder()
                        .buckets(folder)
                        .credentials(LocalCredentials.keys("AKIDEXAMPLE", "no-secret"))
                        .start();
        s3 = client("no-secret");
    }

    private S3Client client(String secret) {
        return S3Client.builder()
                .endpointOverride(local.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("AKIDEXAMPLE", secret)))
                .build();
    }

    @AfterEach
    void stop() {
        s3.close();
        local.close();
    }

    @Test
    void anObjectIsAFileOfItsBucket() throws IOException {
        s3.putObject(put -> put.bucket("mine").key(KEY), RequestBody.fromString("one\ntwo\n"));

        assertThat(Files.readString(folder.resolve("mine").resolve(KEY))).isEqualTo("one\ntwo\n");
        assertThat(s3.getObjectAsBytes(get -> get.bucket("mine").key(KEY)).asUtf8String())
                .isEqualTo("one\ntwo\n");
        assertThat(
                        s3.getObjectAsBytes(get -> get.bucket("mine").key(KEY).range("bytes=4-6"))
                                .asUtf8String())
                .isEqualTo("two");
        assertThat(s3.headObject(head -> head.bucket("mine").key(KEY)).contentLength())
                .isEqualTo(8);
    }

    @Test
    void aListHasPages() throws IOException {
        for (int i = 0; i < 7; i++) {
            Files.createDirectories(folder.resolve("mine/out"));
            Files.writeString(folder.resolve("mine/out/" + i), "x");
        }
        Files.writeString(folder.resolve("mine/other"), "x");

        List<String> keys =
                s3
                        .listObjectsV2Paginator(
                                list -> list.bucket("mine").prefix("out/").maxKeys(3))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .toList();

        assertThat(keys)
                .containsExactly("out/0", "out/1", "out/2", "out/3", "out/4", "out/5", "out/6");
    }

    @Test
    void whatIsNotThereIsAnErrorOfS3() {
        assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket("mine").key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.headObject(head -> head.bucket("mine").key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket("other").key("none")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void symbolicLinksAreNotFollowed() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Path mine = folder.resolve("mine");
        Files.createSymbolicLink(mine.resolve("link"), outside);
        Files.createSymbolicLink(mine.resolve("file"), outside.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("linked"), outside);

        for (String key : List.of("link/secret", "file", "link/new")) {
            assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket("mine").key(key)))
                    .isInstanceOf(S3Exception.class);
            assertThatThrownBy(
                            () ->
                                    s3.putObject(
                                            put -> put.bucket("mine").key(key),
                                            RequestBody.fromString("x")))
                    .isInstanceOf(S3Exception.class);
            assertThatThrownBy(() -> s3.deleteObject(it -> it.bucket("mine").key(key)))
                    .isInstanceOf(S3Exception.class);
        }
        assertThat(s3.listObjectsV2(list -> list.bucket("mine")).contents()).isEmpty();
        assertThat(s3.listObjectsV2(list -> list.bucket("mine").prefix("link/")).contents())
                .isEmpty();
        assertThatThrownBy(() -> s3.listObjectsV2(list -> list.bucket("linked")))
                .isInstanceOf(NoSuchBucketException.class);
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(outside.resolve("new")).doesNotExist();
    }

    @Test
    void aWrongSecretAndAKeyOutsideTheBucketAreRefused() {
        try (S3Client other = client("another-secret")) {
            assertThatThrownBy(() -> other.getObjectAsBytes(get -> get.bucket("mine").key("x")))
                    .isInstanceOf(S3Exception.class)
                    .satisfies(e -> assertThat(((S3Exception) e).statusCode()).isEqualTo(403));
        }
        assertThatThrownBy(
                        () ->
                                s3.putObject(
                                        put -> put.bucket("mine").key("a/../../../b"),
                                        RequestBody.fromString("x")))
                .isInstanceOf(S3Exception.class);
        assertThat(folder.resolveSibling("b")).doesNotExist();
    }
}
