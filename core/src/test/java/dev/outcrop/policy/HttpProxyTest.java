package dev.outcrop.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProxyTest {
    @ParameterizedTest
    @CsvSource({
        "http://proxy.test:3128, http, proxy.test, 3128",
        "http://proxy.test:3128/, http, proxy.test, 3128",
        "proxy.test:3128, http, proxy.test, 3128",
        "proxy.test, http, proxy.test, 80",
        "https://Proxy.Test, https, proxy.test, 443",
        "http://user:pw@proxy.test:1, http, proxy.test, 1",
        "http://[fd00::1]:3128, http, fd00::1, 3128",
    })
    void readsAnAddress(String url, String scheme, String host, int port) {
        HttpProxy proxy = HttpProxy.of(url);

        assertThat(proxy.scheme()).isEqualTo(scheme);
        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
    }

    @Test
    void credentialsArePercentEncoded() {
        HttpProxy proxy = HttpProxy.of("http://us%40er:p%3A+%C3%A4@ss@proxy.test:1");

        assertThat(proxy)
                .isEqualTo(HttpProxy.of("proxy.test:1").withCredentials("us@er", "p:+ä@ss"));
        // base64 of "us@er:p:+ä@ss" in UTF-8
        assertThat(proxy.authorization()).isEqualTo("Basic dXNAZXI6cDorw6RAc3M=");
        assertThat(HttpProxy.of("http://user@proxy.test:1").authorization())
                .isEqualTo("Basic dXNlcjo=");
        assertThat(HttpProxy.of("proxy.test:1").authorization()).isNull();
    }

    @Test
    void showsNoSecret() {
        HttpProxy proxy = HttpProxy.of("http://user:canary@proxy.test:1");

        assertThat(proxy).hasToString("proxy.test:1");
        assertThat(HttpProxy.NONE).hasToString("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://",
                "socks5://canary@h:1",
                "http://u:canary@h h:1",
                "http://u:canary@h:99999",
                "http://u:canary@h:0",
                "h:99999999999",
                "http://u:canary%zz@h:1",
                "http://u:canary@h:port",
            })
    void whatIsNoneIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> HttpProxy.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void aUserHasNoColon() {
        assertThatThrownBy(() -> HttpProxy.of("h:1").withCredentials("a:b", "c"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
