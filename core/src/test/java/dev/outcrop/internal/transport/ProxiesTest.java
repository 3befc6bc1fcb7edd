package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Environment;
import dev.outcrop.error.ValidationException;
import dev.outcrop.policy.HttpProxy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

class ProxiesTest {
    private static final String AWS = "https://bedrock-runtime.us-east-1.amazonaws.com/model";
    private static final String PLAIN = "http://bedrock.test/model";

    private static @Nullable String of(
            Map<String, String> variables, Map<String, String> properties, String uri) {
        HttpProxy proxy =
                new Proxies(null, environment(variables).withProperties(properties))
                        .of(URI.create(uri));
        return proxy == null ? null : proxy.toString();
    }

    private static Environment environment(Map<String, String> variables) {
        return Environment.of(variables, Path.of("nowhere"), Clock.systemUTC());
    }

    private static @Nullable String of(Map<String, String> variables, String uri) {
        return of(variables, Map.of(), uri);
    }

    @Test
    void thereIsNoneUnlessSomebodySaysSo() {
        assertThat(of(Map.of(), AWS)).isNull();
        assertThat(of(Map.of("HTTPS_PROXY", " ", "https_proxy", ""), AWS)).isNull();
    }

    @Test
    void eachSchemeHasItsOwn() {
        var both = Map.of("HTTPS_PROXY", "http://secure:1", "HTTP_PROXY", "plain:2");

        assertThat(of(both, AWS)).isEqualTo("secure:1");
        assertThat(of(both, PLAIN)).isEqualTo("plain:2");
        assertThat(of(Map.of("HTTP_PROXY", "plain:2"), AWS)).isNull();
    }

    @Test
    void theLowerCaseWins() {
        assertThat(of(Map.of("HTTPS_PROXY", "a:1", "https_proxy", "b:1"), AWS)).isEqualTo("b:1");
        assertThat(of(Map.of("https_proxy", "b:1", "no_proxy", "amazonaws.com"), AWS)).isNull();
        assertThat(of(Map.of("https_proxy", "b:1", "NO_PROXY", "amazonaws.com"), AWS)).isNull();
    }

    @Test
    void aRequestsHeaderIsNoProxy() {
        var cgi = Map.of("HTTP_PROXY", "evil:1", "REQUEST_METHOD", "GET");

        assertThat(of(cgi, PLAIN)).isNull();
    }

    @Test
    void thisMachineIsAskedDirectlyWhateverIsSet() {
        var set = Map.of("HTTP_PROXY", "a:1", "HTTPS_PROXY", "a:1");
        var properties = Map.of("http.proxyHost", "p", "http.nonProxyHosts", "nothing");

        assertThat(of(set, "http://127.0.0.1:8080/")).isNull();
        assertThat(of(set, "https://localhost/")).isNull();
        assertThat(of(Map.of(), properties, "http://[::1]:8080/")).isNull();
    }

    @Test
    void propertiesAreStrongerThanVariables() {
        var properties =
                Map.of(
                        "https.proxyHost", "p",
                        "https.proxyPort", "3128",
                        "http.nonProxyHosts", "*.test|other");

        assertThat(of(Map.of("HTTPS_PROXY", "v:1"), properties, AWS)).isEqualTo("p:3128");
        assertThat(of(Map.of("HTTPS_PROXY", "v:1"), properties, "https://x.test/")).isNull();
        assertThat(of(Map.of(), Map.of("https.proxyHost", "p"), AWS)).isEqualTo("p:443");
        assertThat(of(Map.of(), Map.of("http.proxyHost", "fd00::1"), PLAIN))
                .isEqualTo("[fd00::1]:80");
    }

    @Test
    void propertiesCarryCredentials() {
        var properties =
                Map.of(
                        "https.proxyHost", "p",
                        "https.proxyUser", "user",
                        "https.proxyPassword", "pa:ss");
        HttpProxy proxy =
                new Proxies(null, environment(Map.of()).withProperties(properties))
                        .of(URI.create(AWS));

        assertThat(proxy).isEqualTo(HttpProxy.of("p:443").withCredentials("user", "pa:ss"));
    }

    @Test
    void whatIsGivenInCodeIsStrongest() {
        var set = environment(Map.of("HTTPS_PROXY", "v:1"));
        var given = HttpProxy.of("code:1").withDirect("direct.test", "10.0.0.0/8");

        assertThat(new Proxies(given, set).of(URI.create(AWS))).isSameAs(given);
        assertThat(new Proxies(given, set).of(URI.create("https://direct.test/"))).isNull();
        assertThat(new Proxies(given, set).of(URI.create("https://10.1.1.1/"))).isNull();
        assertThat(new Proxies(given, set).of(URI.create("http://127.0.0.1/"))).isSameAs(given);
        assertThat(new Proxies(HttpProxy.NONE, set).of(URI.create(AWS))).isNull();
    }

    @Test
    void whatIsNoProxyIsSaidWithoutShowingIt() {
        for (String wrong :
                new String[] {
                    "socks5://u:canary-password@h:1",
                    "http://u:canary-password@:1",
                    "http://u:canary-password@h:65536",
                    "http://u:canary-password@h:0",
                    "u:canary-password@h:-1/"
                }) {
            assertThatThrownBy(() -> of(Map.of("HTTPS_PROXY", wrong), AWS))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("HTTPS_PROXY")
                    .hasMessageNotContaining("canary");
        }
        assertThatThrownBy(() -> of(Map.of(), Map.of("http.proxyHost", "a b"), PLAIN))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("http.proxyHost");
        var port = Map.of("https.proxyHost", "p", "https.proxyPort", "70000");
        assertThatThrownBy(() -> of(Map.of(), port, AWS))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("https.proxyPort")
                .hasMessageContaining("from 1 to 65535");
    }
}
