package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0",
        "::1, 0:0:0:0:0:0:0:1",
        "fd00:ec2::254, fd00:ec2:0:0:0:0:0:254",
        "FE80::A, fe80:0:0:0:0:0:0:a",
        "::ffff:10.0.0.1, 10.0.0.1"
    })
    void isTheAddressThatIsWritten(String text, String address) {
        InetAddress literal = IpLiteral.of(text);
        assertThat(literal).isNotNull();
        assertThat(literal.getHostAddress()).isEqualTo(address);
    }

    /** Java's own would ask name servers for most of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "a.b",
                "256.0.0.1",
                "999.999.999.999",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "01.2.3.4",
                "1234.1.1.1",
                "a:b",
                ":",
                "1:2",
                "12345::",
                "::g",
                "bücher.test"
            })
    void isNotAName(String text) {
        assertThat(IpLiteral.of(text)).isNull();
    }
}
