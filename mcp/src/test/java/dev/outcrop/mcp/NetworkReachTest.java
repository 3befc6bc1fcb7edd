package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.policy.Tls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.URI;

/** A server must not make the client call what the server itself cannot reach. */
@Timeout(60)
class NetworkReachTest {
    @ParameterizedTest
    @CsvSource({
        // server, address, allowed
        "8.8.8.8, 1.1.1.1, true",
        "8.8.8.8, 10.0.0.1, false",
        "8.8.8.8, 127.0.0.1, false",
        "8.8.8.8, 169.254.169.254, false",
        "8.8.8.8, ::1, false",
        "8.8.8.8, fd00::1, false",
        "8.8.8.8, ::ffff:10.0.0.1, false",
        "10.0.0.1, 8.8.8.8, true",
        "10.0.0.1, 192.168.0.1, true",
        "10.0.0.1, 127.0.0.1, false",
        "10.0.0.1, 169.254.169.254, false",
        "10.0.0.1, fe80::1, false",
        "10.0.0.1, 0.0.0.0, false",
        "127.0.0.1, 127.0.0.1, true",
        "::1, 10.0.0.1, true",
        "127.0.0.1, 169.254.169.254, false",
    })
    void anAddressIsAllowedWhereTheServerItselfIs(String server, String address, boolean allowed)
            throws Exception {
        NetworkReach reach = NetworkReach.of(InetAddress.getAllByName(server));

        assertThat(reach.allows(InetAddress.getByName(address))).isEqualTo(allowed);
    }

    @Test
    void aServerOfTheInternetCannotHaveThisMachineCalled() throws Exception {
        try (RawHttpServer inside =
                new RawHttpServer((request, out) -> RawHttpServer.respond(out, 200, "x", "{}"))) {
            var http = new OAuthHttp(Tls.DEFAULT, NetworkReach.INTERNET);
            URI document = inside.uri();

            assertThatThrownBy(() -> http.get(document))
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining("cannot be reached");
            assertThat(inside.requests).isEmpty();
        }
    }

    @Test
    void aServerOfTheInternetCannotNameThisMachine() throws Exception {
        try (RawHttpServer inside =
                new RawHttpServer((request, out) -> RawHttpServer.respond(out, 200, "x", "{}"))) {
            String metadata = "Bearer resource_metadata=\"" + inside.uri() + "\"";
            var http = new OAuthHttp(Tls.DEFAULT, NetworkReach.INTERNET);
            URI server = URI.create("https://mcp.example.com/mcp");

            assertThatThrownBy(() -> OAuthServer.discover(server, Challenge.of(metadata), http))
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining("cannot be reached");
            assertThat(inside.requests).isEmpty();
        }
    }
}
