package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.outcrop.AwsCredentials;
import dev.outcrop.aws.Environment;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A service for credentials that repeats the token it was sent: none of it is shown. */
@Timeout(60)
class EchoedTokensTest {
    @TempDir Path home;

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void aContainersServiceIsNotRepeated(EchoPlace place) throws Exception {
        resolve(
                place,
                Map.of(
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "@/keys",
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                        Canaries.SESSION));
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void theTokenServiceIsNotRepeated(EchoPlace place) throws Exception {
        Path token = Files.writeString(home.resolve("token"), Canaries.SESSION);
        resolve(
                place,
                Map.of(
                        "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(),
                        "AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r",
                        "AWS_ENDPOINT_URL_STS", "@"));
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void theMetadataServiceIsNotRepeated(EchoPlace place) throws Exception {
        resolve(place, Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", "@"));
    }

    private void resolve(EchoPlace place, Map<String, String> variables) throws Exception {
        try (var log = new CapturedLog();
                var server =
                        new FaultServer(
                                (number, connection) -> {
                                    String head = connection.request();
                                    connection.send(
                                            head.startsWith("PUT ")
                                                    ? token()
                                                    : place.response(
                                                            Canaries.echo(head, Canaries.SESSION)));
                                })) {
            var set = new HashMap<String, String>();
            variables.forEach(
                    (name, value) ->
                            set.put(name, value.replace("@", server.endpoint().toString())));
            Throwable failure =
                    catchThrowable(
                            () ->
                                    AwsCredentials.standard(
                                                    Environment.of(set, home, Clock.systemUTC()))
                                            .resolve());

            assertThat(failure).isNotNull();
            Canaries.requireNoneIn(Canaries.shown(failure), Canaries.SESSION);
            Canaries.requireNoneIn(log.text(), Canaries.SESSION);
        }
    }

    private static byte[] token() {
        String token = Canaries.SESSION;
        return ("HTTP/1.1 200 OK\r\nContent-Length: " + token.length() + "\r\n\r\n" + token)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
