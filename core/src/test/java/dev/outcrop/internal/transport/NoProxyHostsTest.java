package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyHostsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "example.com; example.com; 443; true",
                "example.com; a.b.example.com; 443; true",
                "example.com; notexample.com; 443; false",
                ".example.com; a.example.com; 443; true",
                ".example.com; example.com; 443; true",
                "*.example.com; a.example.com; 443; true",
                "*.example.com; example.com; 443; false",
                "EXAMPLE.com; Example.COM.; 443; true",
                "example.com:8443; example.com; 8443; true",
                "example.com:8443; example.com; 443; false",
                "a.test, example.com b.test; b.test; 443; true",
                "*; anything; 1; true",
                "10.0.0.0/8; 10.200.3.4; 443; true",
                "10.0.0.0/8; 11.0.0.1; 443; false",
                "10.0.0.0/8; 10.example.com; 443; false",
                "10.1.2.128/25; 10.1.2.200; 443; true",
                "10.1.2.128/25; 10.1.2.100; 443; false",
                "0.0.0.0/0; 9.9.9.9; 443; true",
                "fd00::/8; [fd12::1]; 443; true",
                "fd00::/8; [fe80::1]; 443; false",
                "[fd12::1]:8443; [fd12::1]; 8443; true",
                "[fd12::1]:8443; [fd12::1]; 443; false",
                "fd12::1; [fd12:0:0::1]; 443; true",
                "10.0.0.0/99; 10.0.0.1; 443; false",
                "10.0.0.0/x; 10.0.0.1; 443; false",
                "10.*; 10.9.9.9; 443; true",
                "0.0.1; 10.0.0.1; 443; false",
                "' ,, '; example.com; 443; false",
            })
    void theVariableMeans(String list, String host, int port, boolean direct) {
        assertThat(NoProxyHosts.variable(list).contains(host, port)).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "example.com; example.com; true",
                "example.com; a.example.com; false",
                "*.example.com|10.*; a.example.com; true",
                "*.example.com|10.*; 10.1.1.1; true",
                "*.example.com|10.*; 110.1.1.1; false",
                "[::1]; [::1]; true",
            })
    void thePropertyMeans(String list, String host, boolean direct) {
        assertThat(NoProxyHosts.property(list).contains(host, 443)).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "localhost,true",
                "127.0.0.1,true",
                "127.9.9.9,true",
                "[::1],true",
                "localhost.example.com,false",
                "128.0.0.1,false",
            })
    void thisMachineIsDirectWhereItIsSaid(String host, boolean direct) {
        assertThat(NoProxyHosts.variable("").withLoopback().contains(host, 80)).isEqualTo(direct);
        assertThat(NoProxyHosts.variable("").contains(host, 80)).isFalse();
    }

    @Test
    void noNameIsLookedUp() {
        // a name that resolves to 127.0.0.1 wherever name servers know it
        assertThat(NoProxyHosts.variable("127.0.0.1").contains("localhost", 80)).isFalse();
    }
}
