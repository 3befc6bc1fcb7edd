package dev.outcrop.local;

import static dev.outcrop.local.S3Clients.BUCKET;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Multipart uploads by AWS's client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3MultipartTest {
    private static final byte[] FIRST = bytes(5 << 20, 'a');
    private static final byte[] LAST = bytes(100, 'b');

    private Path folder;
    private S3Clients clients;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        clients = new S3Clients(folder);
    }

    @AfterEach
    void clear() throws IOException {
        clients.clear();
    }

    @AfterAll
    void stop() {
        clients.close();
    }

    @Test
    void partsBecomeOneObjectInTheOrderOfTheirNumbers() throws Exception {
        String id = begin("big");
        CompletedPart second = part(id, 7, LAST);
        CompletedPart first = part(id, 2, FIRST);
        assertThat(listed(id)).isEqualTo(Map.of(2, (long) FIRST.length, 7, 100L));

        CompleteMultipartUploadResponse done = complete(id, first, second);

        assertThat(done.eTag()).isEqualTo(tagOfBoth());
        var head = clients.s3.headObject(it -> it.bucket(BUCKET).key("big"));
        assertThat(head.eTag()).isEqualTo(tagOfBoth());
        assertThat(head.contentType()).isEqualTo("text/plain");
        byte[] all = clients.s3.getObjectAsBytes(it -> it.bucket(BUCKET).key("big")).asByteArray();
        assertThat(all).startsWith(FIRST).endsWith(LAST).hasSize(FIRST.length + LAST.length);
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
        code("NoSuchUpload", () -> complete(id, first, second));
    }

    @Test
    void aPartThatIsSentAgainReplacesTheFirstOne() {
        String id = begin("big");
        CompletedPart old = part(id, 1, bytes(10, 'x'));
        CompletedPart current = part(id, 1, LAST);

        code("InvalidPart", () -> complete(id, old));
        complete(id, current);
        assertThat(clients.s3.getObjectAsBytes(it -> it.bucket(BUCKET).key("big")).asByteArray())
                .isEqualTo(LAST);
    }

    @Test
    void whatS3RefusesIsRefused() {
        String id = begin("big");
        CompletedPart small = part(id, 1, LAST);
        CompletedPart second = part(id, 2, LAST);

        code("EntityTooSmall", () -> complete(id, small, second));
        code("InvalidPartOrder", () -> complete(id, second, small));
        code("InvalidPart", () -> complete(id, small.toBuilder().partNumber(3).build()));
        code("MalformedXML", () -> complete(id));
        code("InvalidArgument", () -> part(id, 0, LAST));
        code("InvalidArgument", () -> part(id, 10_001, LAST));
        code("NoSuchUpload", () -> part("other", 1, LAST));
        code(
                "NoSuchUpload",
                () ->
                        clients.s3.uploadPart(
                                it -> it.bucket(BUCKET).key("another").uploadId(id).partNumber(1),
                                RequestBody.fromBytes(LAST)));
        complete(id, second);
    }

    @Test
    void anAbortedUploadLeavesNothing() {
        String id = begin("big");
        part(id, 1, LAST);

        clients.s3.abortMultipartUpload(it -> it.bucket(BUCKET).key("big").uploadId(id));

        code("NoSuchUpload", () -> part(id, 1, LAST));
        code("NoSuchUpload", () -> listed(id));
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
        assertThat(folder.resolve(BUCKET)).isEmptyDirectory();
    }

    @Test
    void theListOfPartsHasPages() {
        String id = begin("big");
        for (int i = 1; i <= 5; i++) {
            part(id, i, bytes(i, 'x'));
        }

        List<Integer> numbers =
                clients
                        .s3
                        .listPartsPaginator(
                                it -> it.bucket(BUCKET).key("big").uploadId(id).maxParts(2))
                        .parts()
                        .stream()
                        .map(Part::partNumber)
                        .toList();

        assertThat(numbers).containsExactly(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32, COMPOSITE",
        "CRC32, FULL_OBJECT",
        "CRC32_C, FULL_OBJECT",
        "SHA256, COMPOSITE"
    })
    void checksumsOfPartsBecomeOneOfTheObject(ChecksumAlgorithm algorithm, ChecksumType type) {
        String id =
                clients.s3
                        .createMultipartUpload(
                                it ->
                                        it.bucket(BUCKET)
                                                .key("big")
                                                .checksumAlgorithm(algorithm)
                                                .checksumType(type))
                        .uploadId();
        CompletedPart first = part(id, 1, FIRST, algorithm);
        CompletedPart last = part(id, 2, LAST, algorithm);

        CompleteMultipartUploadResponse done = complete(id, first, last);

        assertThat(done.checksumType()).isEqualTo(type);
        String value =
                switch (algorithm) {
                    case CRC32 -> done.checksumCRC32();
                    case CRC32_C -> done.checksumCRC32C();
                    default -> done.checksumSHA256();
                };
        assertThat(value.endsWith("-2")).isEqualTo(type == ChecksumType.COMPOSITE);
        // AWS's client compares one of the object with the data.
        assertThat(
                        clients.s3
                                .getObjectAsBytes(
                                        it -> it.bucket(BUCKET).key("big").checksumMode("ENABLED"))
                                .asByteArray())
                .hasSize(FIRST.length + LAST.length);
    }

    @Test
    void aWrongChecksumOfTheWholeObjectIsRefused() {
        String id =
                clients.s3
                        .createMultipartUpload(
                                it ->
                                        it.bucket(BUCKET)
                                                .key("big")
                                                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                                .checksumType(ChecksumType.FULL_OBJECT))
                        .uploadId();
        CompletedPart only = part(id, 1, LAST, ChecksumAlgorithm.CRC32);

        code(
                "BadDigest",
                () ->
                        clients.s3.completeMultipartUpload(
                                it ->
                                        it.bucket(BUCKET)
                                                .key("big")
                                                .uploadId(id)
                                                .checksumCRC32("AAAAAA==")
                                                .checksumType(ChecksumType.FULL_OBJECT)
                                                .multipartUpload(all -> all.parts(only))));
        complete(id, only);
        code(
                "InvalidRequest",
                () ->
                        clients.s3.createMultipartUpload(
                                it ->
                                        it.bucket(BUCKET)
                                                .key("big")
                                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                                .checksumType(ChecksumType.FULL_OBJECT)));
    }

    private String begin(String key) {
        return clients.s3
                .createMultipartUpload(it -> it.bucket(BUCKET).key(key).contentType("text/plain"))
                .uploadId();
    }

    private CompletedPart part(String id, int number, byte[] data) {
        UploadPartResponse sent =
                clients.s3.uploadPart(
                        it -> it.bucket(BUCKET).key("big").uploadId(id).partNumber(number),
                        RequestBody.fromBytes(data));
        return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
    }

    private CompletedPart part(String id, int number, byte[] data, ChecksumAlgorithm algorithm) {
        UploadPartResponse sent =
                clients.s3.uploadPart(
                        it ->
                                it.bucket(BUCKET)
                                        .key("big")
                                        .uploadId(id)
                                        .partNumber(number)
                                        .checksumAlgorithm(algorithm),
                        RequestBody.fromBytes(data));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumCRC32(sent.checksumCRC32())
                .checksumCRC32C(sent.checksumCRC32C())
                .checksumSHA256(sent.checksumSHA256())
                .build();
    }

    private CompleteMultipartUploadResponse complete(String id, CompletedPart... parts) {
        return clients.s3.completeMultipartUpload(
                it ->
                        it.bucket(BUCKET)
                                .key("big")
                                .uploadId(id)
                                .multipartUpload(all -> all.parts(parts)));
    }

    private Map<Integer, Long> listed(String id) {
        return clients
                .s3
                .listParts(it -> it.bucket(BUCKET).key("big").uploadId(id))
                .parts()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Part::partNumber, Part::size));
    }

    private static String tagOfBoth() throws Exception {
        var hash = MessageDigest.getInstance("MD5");
        byte[] first = hash.digest(FIRST);
        byte[] last = hash.digest(LAST);
        hash.update(first);
        return '"' + HexFormat.of().formatHex(hash.digest(last)) + "-2\"";
    }

    private static byte[] bytes(int length, char c) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) c);
        return bytes;
    }

    private static void code(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
