package dev.outcrop.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.client.CatalogInUse;
import dev.outcrop.internal.client.ClientAssembly;
import dev.outcrop.internal.client.ClientSettings;
import dev.outcrop.internal.client.UsageLedger;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.s3.S3Bucket;
import dev.outcrop.it.faults.Certificates;
import dev.outcrop.policy.Retries;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.EncodingType;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The requests of our client of S3 beside those of AWS's, of which none is sent. */
class S3RequestsTest {
    private static final String KEY = "runs/a file+ü(1)=&%.jsonl";

    private final List<String> ours = new ArrayList<>();
    private final List<String> theirs = new ArrayList<>();

    @BeforeAll
    static void trust() throws Exception {
        Certificates.trust();
    }

    /**
     * The order in a query means nothing, and a slash at the end of a bucket neither. For
     * us-east-1, their default is a global host of old, ours the regional one.
     */
    private static String shown(String method, URI uri) {
        String query = uri.getRawQuery();
        return method
                + " "
                + uri.getScheme()
                + "://"
                + uri.getRawAuthority().replace(".s3.amazonaws", ".s3.us-east-1.amazonaws")
                + uri.getRawPath().replaceFirst("/$", "")
                + (query == null ? "" : " " + new TreeSet<>(List.of(query.split("&"))));
    }

    private S3Bucket ourBucket(String region, String name, Map<String, String> variables) {
        var settings = new ClientSettings();
        settings.environment = Environment.of(variables, Clock.systemUTC());
        settings.region = region;
        settings.credentials = () -> Credentials.accessKeys("AKIDEXAMPLE", "no-secret");
        settings.retries = Retries.NONE;
        settings.http =
                tls ->
                        new HttpClient() {
                            @Override
                            public Exchange send(Call call) throws IOException {
                                ours.add(shown(call.method(), call.uri()));
                                assertThat(call.headers().get("Authorization"))
                                        .contains("/" + region + "/s3/aws4_request");
                                throw new IOException("not sent");
                            }

                            @Override
                            public void close() {}
                        };
        ClientAssembly.Wired wired =
                ClientAssembly.of(
                        settings.options(null),
                        new UsageLedger(CatalogInUse.of(null, Clock.systemUTC())));
        return Objects.requireNonNull(wired.s3()).bucket(name);
    }

    private S3Client theirClient(String region, boolean fips, boolean dualStack) {
        return S3Client.builder()
                .region(Region.of(region))
                .fipsEnabled(fips)
                .dualstackEnabled(dualStack)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("AKIDEXAMPLE", "no-secret")))
                .overrideConfiguration(
                        config ->
                                config.retryStrategy(retry -> retry.maxAttempts(1))
                                        .addExecutionInterceptor(
                                                new ExecutionInterceptor() {
                                                    @Override
                                                    public void beforeTransmission(
                                                            Context.BeforeTransmission context,
                                                            ExecutionAttributes attributes) {
                                                        theirs.add(
                                                                shown(
                                                                        context.httpRequest()
                                                                                .method()
                                                                                .name(),
                                                                        context.httpRequest()
                                                                                .getUri()));
                                                        throw SdkClientException.create("not sent");
                                                    }
                                                }))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, mine, false, false",
        "eu-west-1, mine, false, false",
        "eu-west-1, my.bucket, false, false",
        "cn-north-1, mine, false, false",
        "us-gov-west-1, mine, false, false",
        "us-east-1, mine, true, false",
        "us-east-1, mine, false, true",
        "us-east-1, mine, true, true",
    })
    void goToTheSameAddresses(String region, String bucket, boolean fips, boolean dualStack) {
        S3Bucket mine =
                ourBucket(
                        region,
                        bucket,
                        Map.of(
                                "AWS_USE_FIPS_ENDPOINT",
                                String.valueOf(fips),
                                "AWS_USE_DUALSTACK_ENDPOINT",
                                String.valueOf(dualStack)));
        for (Runnable call :
                List.<Runnable>of(
                        () -> mine.head(KEY),
                        () -> mine.put(KEY, new byte[3]),
                        () -> mine.list("runs/ü &", 10))) {
            assertThatThrownBy(call::run).isInstanceOf(BedrockException.class);
        }
        try (S3Client client = theirClient(region, fips, dualStack)) {
            for (Runnable call :
                    List.<Runnable>of(
                            () ->
                                    client.headObject(
                                            head ->
                                                    head.bucket(bucket)
                                                            .key(KEY)
                                                            .checksumMode(ChecksumMode.ENABLED)),
                            () ->
                                    client.putObject(
                                            put -> put.bucket(bucket).key(KEY),
                                            RequestBody.fromBytes(new byte[3])),
                            () ->
                                    client.listObjectsV2(
                                            list ->
                                                    list.bucket(bucket)
                                                            .prefix("runs/ü &")
                                                            .encodingType(EncodingType.URL)))) {
                assertThatThrownBy(call::run).isInstanceOf(SdkClientException.class);
            }
        }
        assertThat(ours).hasSize(3).isEqualTo(theirs);
    }
}
