package dev.outcrop.internal.aws.credentials.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.aws.Region;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.CredentialsFactory;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Answer;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Ask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A metadata service that fails for a moment is asked again, as AWS's SDKs do. */
class MetadataRetriesTest {
    private static final String TOKEN = "/latest/api/token";
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
    private static final String KEYS = ROLES + "web";
    private static final String IDENTITY = "/latest/dynamic/instance-identity/document";
    private static final String NUMBER = "AWS_METADATA_SERVICE_NUM_ATTEMPTS";

    private static final Map<String, String> GOOD =
            Map.of(
                    TOKEN,
                    "imds-token",
                    ROLES,
                    "web",
                    KEYS,
                    "{\"AccessKeyId\":\"ID\",\"SecretAccessKey\":\"s\"}",
                    IDENTITY,
                    "{\"region\":\"eu-north-1\"}");

    @TempDir Path home;
    private final List<String> asked = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    /** What fails first, by path: a status, an exception, or a body. */
    private final Map<String, List<Object>> faults = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, ROLES, KEYS})
    void oneFailureIsTriedAgain(String path) {
        for (Object fault : new Object[] {500, 502, 503, 504, 429}) {
            asked.clear();
            faults.put(path, List.of(fault));

            assertThat(keys().accessKeyId()).isEqualTo("ID");
            assertThat(asked).hasSize(4).filteredOn(path::equals).hasSize(2);
        }
        assertThat(pauses).hasSize(5);
    }

    @Test
    void eachRequestHasThreeAttempts() {
        for (String path : List.of(TOKEN, ROLES, KEYS)) {
            faults.put(path, List.of(503, 503));
        }

        assertThat(keys().accessKeyId()).isEqualTo("ID");
        assertThat(asked)
                .containsExactly(TOKEN, TOKEN, TOKEN, ROLES, ROLES, ROLES, KEYS, KEYS, KEYS);
    }

    @Test
    void aServiceThatGoesOnFailingIsAnErrorWithTheLastStatus() {
        faults.put(ROLES, List.of(500, 503, 504));

        assertThatThrownBy(this::keys)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("EC2 instance (the metadata service returned HTTP 504)");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "5, 4", "8, 7"})
    void theNumberOfAttemptsMayBeSet(String number, int failures) throws Exception {
        var statuses = new ArrayList<Object>();
        for (int i = 0; i < failures; i++) {
            statuses.add(503);
        }
        faults.put(KEYS, List.copyOf(statuses));
        assertThat(keys(NUMBER, number).accessKeyId()).isEqualTo("ID");

        statuses.add(503);
        faults.put(KEYS, List.copyOf(statuses));
        assertThatThrownBy(() -> keys(NUMBER, number)).hasMessageContaining("HTTP 503");

        MadeUp.file(
                home, ".aws/config", "[default]\nmetadata_service_num_attempts = " + number + "\n");
        asked.clear();
        assertThatThrownBy(this::keys).hasMessageContaining("HTTP 503");
        assertThat(asked).filteredOn(KEYS::equals).hasSize(failures + 1);
    }

    @Test
    void theVariableBeatsTheProfile() throws Exception {
        MadeUp.file(home, ".aws/config", "[default]\nmetadata_service_num_attempts = 1\n");
        faults.put(KEYS, List.of(503, 503, 503));

        assertThat(keys(NUMBER, "4").accessKeyId()).isEqualTo("ID");
    }

    @Test
    void aMachineWhereNothingAnswersIsAskedOnceUnlessANumberIsSet() {
        var nothing = new ConnectException("refused");
        faults.put(TOKEN, List.of(nothing));
        assertThatThrownBy(this::keys)
                .hasMessageContaining("EC2 instance (metadata service not reachable)");
        assertThat(asked).containsExactly(TOKEN);

        faults.put(TOKEN, List.of(nothing, nothing));
        assertThat(keys(NUMBER, "3").accessKeyId()).isEqualTo("ID");
    }

    @Test
    void aTokenThatDoesNotComeIsNotAskedForAgain() {
        faults.put(TOKEN, List.of(new SocketTimeoutException("nothing came")));

        assertThat(keys(NUMBER, "3").accessKeyId()).isEqualTo("ID");
        assertThat(asked).containsExactly(TOKEN, ROLES, KEYS);
    }

    @Test
    void aConnectionThatBreaksOnAnInstanceIsTriedAgain() {
        faults.put(ROLES, List.of(new IOException("reset"), new SocketTimeoutException("late")));
        faults.put(KEYS, List.of(new ConnectException("refused")));

        assertThat(keys().accessKeyId()).isEqualTo("ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "<html>", "{\"AccessKeyId\":", "[]"})
    void keysThatAreNoJsonAreAskedForAgain(String body) {
        faults.put(KEYS, List.of(body, body));

        assertThat(keys().accessKeyId()).isEqualTo("ID");
    }

    @Test
    void anEmptyNameOfARoleIsAskedForAgain() {
        faults.put(ROLES, List.of("", "\n"));

        assertThat(keys().accessKeyId()).isEqualTo("ID");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 405})
    void whatIsNoPassingFailureIsNotTriedAgain(int status) {
        faults.put(ROLES, List.of(status));

        assertThatThrownBy(this::keys).isInstanceOf(CredentialsException.class);
        assertThat(asked).containsExactly(TOKEN, ROLES);
        assertThat(pauses).isEmpty();
    }

    @Test
    void theRegionOfAnInstanceIsTriedAgainToo() {
        faults.put(TOKEN, List.of(503));
        faults.put(IDENTITY, List.of(503, "<html>"));

        assertThat(sources().region(SharedConfig.of(MadeUp.environment(home, ON), null)))
                .isEqualTo(new Region("eu-north-1", "EC2 instance"));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_METADATA_SERVICE_NUM_ATTEMPTS, metadata_service_num_attempts, three",
        "AWS_METADATA_SERVICE_NUM_ATTEMPTS, metadata_service_num_attempts, 0",
        "AWS_METADATA_SERVICE_NUM_ATTEMPTS, metadata_service_num_attempts, -1",
        "AWS_METADATA_SERVICE_NUM_ATTEMPTS, metadata_service_num_attempts, 1.5",
        "AWS_METADATA_SERVICE_NUM_ATTEMPTS, metadata_service_num_attempts, 99999999999",
        "AWS_METADATA_SERVICE_TIMEOUT, metadata_service_timeout, soon",
        "AWS_METADATA_SERVICE_TIMEOUT, metadata_service_timeout, 0",
        "AWS_METADATA_SERVICE_TIMEOUT, metadata_service_timeout, -1",
        "AWS_METADATA_SERVICE_TIMEOUT, metadata_service_timeout, NaN",
        "AWS_METADATA_SERVICE_TIMEOUT, metadata_service_timeout, Infinity",
        "AWS_METADATA_SERVICE_TIMEOUT, metadata_service_timeout, 1d",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT, ec2_metadata_service_endpoint, not a uri",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT, ec2_metadata_service_endpoint, http://h:70000",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE, ec2_metadata_service_endpoint_mode, IPv7",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE, ec2_metadata_service_endpoint_mode, ipv 4"
    })
    void aSettingThatCannotBeUsedIsAnErrorThatNamesIt(
            String variable, String property, String value) throws Exception {
        assertThatThrownBy(() -> keys(variable, value))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("EC2 instance (" + variable + " ");

        MadeUp.file(home, ".aws/config", "[default]\n" + property + " = " + value + "\n");
        assertThatThrownBy(this::keys)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("EC2 instance (" + property + " of profile \"default\" ");
        assertThat(asked).isEmpty();
    }

    private static final String[] ON = {"AWS_EC2_METADATA_DISABLED", "false"};

    private AccessKeys keys(String... variables) {
        var all = new ArrayList<>(List.of(ON));
        all.addAll(List.of(variables));
        return (AccessKeys) sources(all.toArray(String[]::new)).standard().resolve();
    }

    private CredentialsFactory sources(String... variables) {
        asked.clear();
        return new CredentialsFactory(
                MadeUp.environment(home, variables),
                this::answer,
                (wait, cancellation) -> pauses.add(wait),
                null);
    }

    private Answer answer(Ask ask) throws IOException {
        String path = ask.uri().getPath();
        asked.add(path);
        int before = (int) asked.stream().filter(path::equals).count() - 1;
        List<Object> first = faults.getOrDefault(path, List.of());
        Object reply = before < first.size() ? first.get(before) : GOOD.get(path);
        if (reply instanceof IOException e) {
            throw e;
        }
        return reply instanceof Integer status
                ? new Answer(status, new byte[0])
                : new Answer(200, String.valueOf(reply).getBytes(UTF_8));
    }
}
