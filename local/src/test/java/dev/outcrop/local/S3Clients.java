package dev.outcrop.local;

import dev.outcrop.local.authentication.LocalCredentials;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A local Bedrock that checks signatures, with the bucket "mine", and AWS's client of it. */
final class S3Clients implements AutoCloseable {
    static final String BUCKET = "mine";

    private final Path folder;
    final LocalBedrock local;
    final S3Client s3;

    S3Clients(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectory(folder.resolve(BUCKET));
        local =
                LocalBedrock.builder()
                        .buckets(folder)
                        .credentials(LocalCredentials.keys("AKIDEXAMPLE", "no-secret"))
                        .start();
        s3 =
                S3Client.builder()
                        .endpointOverride(local.endpoint())
                        .forcePathStyle(true)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIDEXAMPLE", "no-secret")))
                        .build();
    }

    /** Leaves the bucket, empty. */
    void clear() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectory(folder.resolve(BUCKET));
    }

    @Override
    public void close() {
        s3.close();
        local.close();
    }
}
