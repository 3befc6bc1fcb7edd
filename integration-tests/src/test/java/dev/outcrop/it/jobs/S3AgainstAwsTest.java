package dev.outcrop.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.s3.S3Bucket;
import dev.outcrop.it.faults.Certificates;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.authentication.LocalCredentials;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Our client of S3 beside AWS's: what one writes, the other reads; signatures are checked. */
class S3AgainstAwsTest {
    private static final String KEY = "in/a file+ü(1)=&.jsonl";

    @TempDir Path folder;
    private LocalBedrock local;
    private S3Fixture ours;
    private S3Client theirs;
    private S3Bucket bucket;

    @BeforeAll
    static void trust() throws Exception {
        Certificates.trust();
    }

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("buckets/mine"));
        local =
                LocalBedrock.builder()
                        .buckets(folder.resolve("buckets"))
                        .credentials(LocalCredentials.keys("AKIDEXAMPLE", "no-secret"))
                        .start();
        ours = S3Fixture.of(local.endpoint(), Map.of());
        bucket = ours.s3().bucket("mine");
        theirs =
                S3Client.builder()
                        .endpointOverride(local.endpoint())
                        .forcePathStyle(true)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIDEXAMPLE", "no-secret")))
                        .build();
    }

    @AfterEach
    void stop() {
        theirs.close();
        ours.close();
        local.close();
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private byte[] read(String key) throws IOException {
        try (InputStream in = bucket.get(key)) {
            return in.readAllBytes();
        }
    }

    private byte[] readByAws(String key) {
        return theirs.getObjectAsBytes(get -> get.bucket("mine").key(key)).asByteArray();
    }

    @Test
    void anObjectOfOursIsReadByTheirs() throws IOException {
        for (int size : new int[] {0, 1, 70_000}) {
            bucket.put(KEY, random(size));

            assertThat(readByAws(KEY)).isEqualTo(random(size));
            assertThat(read(KEY)).isEqualTo(random(size));
        }
    }

    @Test
    void anObjectOfTheirsIsReadByOurs() throws IOException {
        byte[] content = random(5 << 20);
        theirs.putObject(put -> put.bucket("mine").key(KEY), RequestBody.fromBytes(content));

        assertThat(read(KEY)).isEqualTo(content);
        assertThat(bucket.head(KEY)).isNotNull();
        assertThat(bucket.head("none")).isNull();
    }

    @Test
    void aLargeFileIsUploadedInParts() throws IOException {
        byte[] content = random((17 << 20) + 3);
        Path file = Files.write(folder.resolve("large"), content);

        bucket.upload(KEY, file);

        assertThat(readByAws(KEY)).isEqualTo(content);
        assertThat(read(KEY)).isEqualTo(content);
    }

    @Test
    void listsAreTheSame() {
        for (int i = 0; i < 1_003; i++) {
            bucket.put("list/" + i, new byte[i % 3]);
        }
        bucket.put("list/ä &<>%.x", new byte[1]);
        bucket.put("other", new byte[1]);

        List<String> keys =
                bucket.list("list/", 10_000).stream().map(S3Bucket.Listed::key).toList();

        assertThat(keys)
                .hasSize(1_004)
                .isEqualTo(
                        theirs
                                .listObjectsV2Paginator(list -> list.bucket("mine").prefix("list/"))
                                .contents()
                                .stream()
                                .map(object -> object.key())
                                .toList());
    }
}
