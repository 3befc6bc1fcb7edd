package dev.outcrop.internal.aws.credentials.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.aws.SharedVectors;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.credentials.CredentialsFactory;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which addresses a container's keys may come from. */
@Isolated
class ContainerAddressTest {
    private static final String PROPERTY = "aws.containerCredentialsFullUri";

    private static final Map<String, String[]> HOSTS =
            Map.of(
                    "localhost", new String[] {"127.0.0.1", "::1"},
                    "agent.local", new String[] {"127.0.0.53"},
                    "agent6.local", new String[] {"::1"},
                    "ecs.local", new String[] {"169.254.170.2"},
                    "mixed.example", new String[] {"127.0.0.1", "203.0.113.7"},
                    "evil.example", new String[] {"203.0.113.7"},
                    "metadata.example", new String[] {"169.254.169.254"},
                    "none.example", new String[] {});

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@evil.example/x",
                ":80@evil.example/x",
                ".evil.example/x",
                "//evil.example/x",
                "///evil.example/x",
                "http://evil.example/x",
                "\\\\evil.example/x",
                "/\\evil.example/x",
                "/x\r\nHost: evil.example",
                "/x y",
                "/x#@evil.example",
                "#@evil.example/x",
                "?@evil.example/x",
                "8/x",
                "x",
            })
    void aRelativeAddressThatIsNoPathIsRefusedAndNobodyIsAsked(String relative) {
        var asked = new ArrayList<URI>();

        assertThatThrownBy(sources(asked, ContainerAddress.RELATIVE, relative).standard()::resolve)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI must be a path")
                .hasMessageNotContaining("evil");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/credentials/0f3c",
                "/x?a=1&b=@evil.example",
                "/@evil.example/x",
                "/..%2f..%2f@evil.example",
                "/%40evil.example%2f",
                "/:80@evil.example/"
            })
    void aPathIsAskedOfTheContainerHost(String relative) {
        var asked = new ArrayList<URI>();

        assertThatThrownBy(sources(asked, ContainerAddress.RELATIVE, relative).standard()::resolve)
                .isInstanceOf(CredentialsException.class);

        assertThat(asked).containsExactly(URI.create("http://169.254.170.2" + relative));
        assertThat(asked.get(0).getHost()).isEqualTo("169.254.170.2");
        assertThat(asked.get(0).getPort()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "https://anywhere.example/x?y=1, https://anywhere.example/x?y=1, false",
        "HTTPS://anywhere.example:8443, HTTPS://anywhere.example:8443, false",
        "https://127.0.0.1/x, https://127.0.0.1/x, true",
        "https://localhost:8443/x, https://localhost:8443/x, true",
        "http://localhost:80/x, http://localhost:80/x, true",
        "http://LOCALHOST/x, http://LOCALHOST/x, true",
        "http://127.0.0.1, http://127.0.0.1, true",
        "http://127.200.0.9:1/x, http://127.200.0.9:1/x, true",
        "http://[::1]:8080/x, http://[::1]:8080/x, true",
        "http://[0:0::0:1]/x, http://[0:0::0:1]/x, true",
        "http://169.254.170.2/x, http://169.254.170.2/x, true",
        "http://169.254.170.23/v1, http://169.254.170.23/v1, true",
        "http://[fd00:ec2::23]/v1, http://[fd00:ec2::23]/v1, true",
        "http://[FD00:EC2:0::23]/v1, http://[FD00:EC2:0::23]/v1, true",
        "http://agent.local:81/x?a=%2f, http://127.0.0.53:81/x?a=%2f, true",
        "http://agent6.local/x, http://[0:0:0:0:0:0:0:1]/x, true",
        "http://ecs.local, http://169.254.170.2, true",
    })
    void anAddressOfTheRulesIsUsedAsItResolved(String full, String uri, boolean direct) {
        assertThat(address(full)).isEqualTo(new ContainerAddress(URI.create(uri), direct));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/x",
                "http://mixed.example/x",
                "http://metadata.example/x",
                "http://none.example/x",
                "http://unknown.example/x",
                "http://127.0.0.1.evil.example/x",
                "http://127.0.0.1@evil.example/x",
                "http://localhost:80@evil.example/x",
                "https://localhost@evil.example/x",
                "http://evil.example#@127.0.0.1/",
                "http://evil.example\\@127.0.0.1/",
                "http://169.254.169.254/x",
                "http://169.254.170.3/x",
                "http://[fe80::1]/x",
                "http://[fd00:ec2::254]/x",
                "http://[::ffff:169.254.169.254]/x",
                "http://0.0.0.0/x",
                "http://[::]/x",
                "http://10.0.0.1/x",
                "http://127.0.0.1:99999/x",
                "ftp://127.0.0.1/x",
                "//127.0.0.1/x",
                "127.0.0.1/x",
                "http:127.0.0.1",
                "http:///x",
                "/x",
                "http://127.0.0.1/x\r\nHost: evil.example",
            })
    void anyOtherAddressIsRefused(String full) {
        assertThatThrownBy(() -> address(full))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("AWS_CONTAINER_CREDENTIALS_FULL_URI ")
                .hasMessageNotContaining("evil");
    }

    /** AWS's provider refuses an address before it asks; else nobody listens at port 1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/x",
                "http://127.9.9.9:1/x",
                "http://localhost:1/x",
                "http://[::1]:1/x",
                "https://localhost:1/x",
                "http://169.254.169.254:1/x",
                "http://10.0.0.1:1/x",
                "http://0.0.0.0:1/x",
                "http://[fd00:ec2::254]:1/x",
                "http://192.0.2.1:1/x",
            })
    void awsRefusesTheSameAddresses(String full) {
        String message = "";
        System.setProperty(PROPERTY, full);
        try (var theirs = ContainerCredentialsProvider.builder().build()) {
            theirs.resolveCredentials();
        } catch (RuntimeException e) {
            for (Throwable one = e; one != null; one = one.getCause()) {
                message += one.getMessage() + "\n";
            }
        } finally {
            System.clearProperty(PROPERTY);
        }
        boolean refused = message.contains("invalid host");

        assertThat(isRefused(full)).as(message).isEqualTo(refused);
    }

    @Test
    void theVectorsOfAwsAreFollowed() throws Exception {
        Path file = SharedVectors.at("aws-config/aws-config/ecs-tests.json");
        var root = (Json.Obj) Json.parse(Files.readString(file, UTF_8));
        int count = 0;
        for (Json one :
                ((Json.Arr) Objects.requireNonNull(root.members().get("tests"))).elements()) {
            Json.Obj test = (Json.Obj) one;
            var variables = new ArrayList<String>();
            test.object("env")
                    .members()
                    .forEach((name, value) -> variables.addAll(List.of(name, text(value))));
            String expected = test.object("result").string("Ok");
            Environment environment = MadeUp.environment(home, variables.toArray(String[]::new));
            if (expected != null) {
                assertThat(
                                Objects.requireNonNull(
                                                ContainerAddress.of(
                                                        environment, ContainerAddressTest::lookup))
                                        .uri())
                        .as(test.string("docs"))
                        .isEqualTo(URI.create(expected));
            } else if (!variables.isEmpty()) {
                assertThatThrownBy(
                                () ->
                                        ContainerAddress.of(
                                                environment, ContainerAddressTest::lookup))
                        .isInstanceOf(CredentialsException.class);
            }
            count++;
        }
        assertThat(count).isGreaterThan(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\u0000b", "a\u001b[1m", "ä"})
    void aTokenThatNoHeaderCanCarryIsNotSent(String token) throws Exception {
        var asked = new ArrayList<URI>();
        Path file = Files.writeString(home.resolve("token"), token);
        for (String[] variable :
                new String[][] {
                    {"AWS_CONTAINER_AUTHORIZATION_TOKEN", token},
                    {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.toString()}
                }) {
            assertThatThrownBy(
                            sources(
                                                    asked,
                                                    ContainerAddress.RELATIVE,
                                                    "/x",
                                                    variable[0],
                                                    variable[1])
                                            .standard()
                                    ::resolve)
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("contains a character that is not allowed in a header")
                    .hasMessageNotContaining("Evil");
        }
        assertThat(asked).isEmpty();
    }

    private static String text(Json value) {
        return ((Json.Str) value).value();
    }

    private boolean isRefused(String full) {
        try {
            ContainerAddress.of(environment(full), InetAddress::getAllByName);
            return false;
        } catch (CredentialsException e) {
            return true;
        }
    }

    private ContainerAddress address(String full) {
        return Objects.requireNonNull(
                ContainerAddress.of(environment(full), ContainerAddressTest::lookup));
    }

    private Environment environment(String full) {
        return MadeUp.environment(home, ContainerAddress.FULL, full);
    }

    /** Names as above; what is written in digits needs no lookup. */
    private static InetAddress[] lookup(String host) throws UnknownHostException {
        if (host.startsWith("[") || host.matches("[0-9.]+")) {
            return InetAddress.getAllByName(host);
        }
        String[] addresses = HOSTS.get(host.toLowerCase(java.util.Locale.ROOT));
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        var found = new InetAddress[addresses.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(addresses[i]);
        }
        return found;
    }

    private CredentialsFactory sources(List<URI> asked, String... variables) {
        return new CredentialsFactory(
                MadeUp.environment(home, variables),
                ask -> {
                    asked.add(ask.uri());
                    return new CredentialsHttp.Answer(404, new byte[0]);
                },
                (wait, cancellation) -> {},
                null);
    }
}
