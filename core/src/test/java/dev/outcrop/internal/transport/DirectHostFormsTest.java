package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MadeUp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.nio.file.Path;

/** One host in its different spellings: what a list of direct hosts and a URL make of it. */
class DirectHostFormsTest {
    @TempDir Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "example.com.; example.com; 443; true",
                "example.com.; example.com.; 443; true",
                "example.com.; a.example.com; 443; true",
                "example.com.; a.example.com.; 443; true",
                "example.com.; notexample.com; 443; false",
                ".example.com.; a.example.com; 443; true",
                "*.example.com.; a.example.com; 443; true",
                "*.example.com.; example.com; 443; false",
                "example.com.:8443; example.com; 8443; true",
                "example.com.:8443; example.com; 443; false",
                "10.0.0.1.; 10.0.0.1; 443; true",
                "10.0.0.1; 10.0.0.1.; 443; true",
                "*.; example.com; 443; true",
                ".; example.com; 443; false",
                ".; .; 443; false",
            })
    void aTrailingDotSaysNothing(String list, String host, int port, boolean direct) {
        assertThat(NoProxyHosts.variable(list).contains(host, port)).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bücher.example; xn--bcher-kva.example; true",
                "bücher.example; a.xn--bcher-kva.example; true",
                "bücher.example; bücher.example; true",
                "BÜCHER.Example; xn--bcher-kva.example; true",
                "bücher.example; XN--BCHER-KVA.EXAMPLE; true",
                "bu\u0308cher.example; xn--bcher-kva.example; true",
                "bücher.example.; xn--bcher-kva.example.; true",
                "bücher。example; xn--bcher-kva.example; true",
                ".bücher.example; a.xn--bcher-kva.example; true",
                "*.bücher.example; a.xn--bcher-kva.example; true",
                "*.bücher.example; xn--bcher-kva.example; false",
                "bü*; xn--bcher-kva.example; true",
                "bücher.*; xn--bcher-kva.example; true",
                "*cher.example; xn--bcher-kva.example; true",
                "xn--bcher-kva.example; bücher.example; true",
                "*.xn--bcher-kva.example; a.bücher.example; true",
                "xn--bcher-kva.example; xn--bcher-kva.example; true",
                "例え.テスト; xn--r8jz45g.xn--zckzah; true",
                "bucher.example; xn--bcher-kva.example; false",
                "xn--bcher-kva.example; xn--bucher-kva.example; false",
                "xn--.example; xn--.example; true",
                "xn--zzzzzzzz99999999.example; xn--zzzzzzzz99999999.example; true",
                "a\u200db\ud800.example; example.com; false",
                "straße.example; strasse.example; true",
            })
    void aNameOutsideAsciiIsTheSameInPunycode(String list, String host, boolean direct) {
        assertThat(NoProxyHosts.variable(list).contains(host, 443)).isEqualTo(direct);
        String port = list.endsWith("*") ? "" : ":443";
        assertThat(NoProxyHosts.variable(list + port).contains(host, 443)).isEqualTo(direct);
        assertThat(NoProxyHosts.variable(list + ":444").contains(host, 443)).isFalse();
    }

    @Test
    void aLabelThatIsTooLongIsComparedAsItIs() {
        String label = "ü".repeat(100);

        assertThat(NoProxyHosts.variable(label).contains(label, 443)).isTrue();
        assertThat(NoProxyHosts.variable(label).contains("example.com", 443)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "fe80::1%eth0; [fe80::1%eth0]; 443; true",
                "fe80::1%eth0; [fe80::1%25eth0]; 443; true",
                "fe80::1%25eth0; [fe80::1%eth0]; 443; true",
                "[fe80::1%eth0]; [fe80::1%eth0]; 443; true",
                "[fe80::1%25eth0]; [fe80::1%eth0]; 443; true",
                "fe80::1; [fe80::1%eth0]; 443; true",
                "fe80::1%eth0; [fe80::1]; 443; true",
                "fe80:0::1%ETH0; [FE80::1%eth0]; 443; true",
                "fe80::1%eth0; [fe80::1%eth1]; 443; false",
                "fe80::1%eth0; [fe80::2%eth0]; 443; false",
                "fe80::1%1; [fe80::1%1]; 443; true",
                "fe80::/10; [fe80::1%eth0]; 443; true",
                "fe80::%eth0/10; [fe80::1%eth0]; 443; true",
                "fe80::%eth0/10; [fe80::1%eth1]; 443; false",
                "[fe80::]/10; [fe80::1%eth0]; 443; true",
                "[fe80::/10]; [fe80::1%eth0]; 443; true",
                "[fe80::1%eth0]:8443; [fe80::1%eth0]; 8443; true",
                "[fe80::1%25eth0]:8443; [fe80::1%eth0]; 443; false",
                "::1; [::1%lo]; 443; true",
                "[::1]:8443; [::1]; 8443; true",
                "[::1]; [0:0:0:0:0:0:0:1]; 443; true",
                "::ffff:10.0.0.1; 10.0.0.1; 443; true",
                "10.0.0.0/8; [::ffff:10.0.0.1]; 443; true",
                "::ffff:10.0.0.0/104; 10.9.9.9; 443; true",
                "::ffff:10.0.0.0/104; 11.9.9.9; 443; false",
                "::ffff:10.0.0.0/64; 11.9.9.9; 443; false",
                "10.0.0.0/8:8443; 10.0.0.1; 8443; true",
                "10.0.0.0/8:8443; 10.0.0.1; 443; false",
                "[fd00::]/8:8443; [fd00::1]; 8443; true",
                "[fd00::]/8:8443; [fd00::1]; 443; false",
                "*amazonaws*; bedrock.us-east-1.amazonaws.com; 443; true",
                "*amazonaws*; example.com; 443; false",
                "10.*; 100.0.0.1; 443; false",
                "10.*; 10.0.0.1; 443; true",
                "*.internal.*; a.internal.example; 443; true",
                "*.internal.*; internal.example; 443; false",
                "*.internal.*; a.internals.example; 443; false",
                "*:8443; example.com; 8443; true",
                "*:8443; example.com; 443; false",
                "**; example.com; 443; true",
            })
    void anAddressIsTheSameWithItsZoneBracketsAndPort(
            String list, String host, int port, boolean direct) {
        assertThat(NoProxyHosts.variable(list).contains(host, port)).isEqualTo(direct);
    }

    @Test
    void theLoopbackWithAZoneIsThisMachine() {
        assertThat(NoProxyHosts.variable("").withLoopback().contains("[::1%lo]", 80)).isTrue();
        assertThat(NoProxyHosts.variable("").withLoopback().contains("localhost.", 80)).isTrue();
    }

    @Test
    void thePropertyKnowsTheSameForms() {
        assertThat(NoProxyHosts.property("bücher.example.").contains("xn--bcher-kva.example", 443))
                .isTrue();
        assertThat(NoProxyHosts.property("bücher.example").contains("a.xn--bcher-kva.example", 443))
                .isFalse();
        assertThat(NoProxyHosts.property("fe80::1%eth0").contains("[fe80::1%25eth0]", 443))
                .isTrue();
    }

    @Test
    void theVariableOfAProcessIsReadSo() {
        Environment environment =
                MadeUp.environment(
                        home,
                        "HTTPS_PROXY",
                        "http://proxy:3128",
                        "NO_PROXY",
                        "bücher.example.,fe80::/10");
        var proxies = new Proxies(null, environment);

        assertThat(proxies.of(URI.create("https://xn--bcher-kva.example/x"))).isNull();
        assertThat(proxies.of(URI.create("https://a.xn--bcher-kva.example.:8443/x"))).isNull();
        assertThat(proxies.of(URI.create("https://[fe80::1%25eth0]/x"))).isNull();
        assertThat(proxies.of(URI.create("https://other.example/x"))).isNotNull();
    }
}
