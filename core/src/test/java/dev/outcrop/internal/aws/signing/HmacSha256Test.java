package dev.outcrop.internal.aws.signing;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.MessageDigest;
import java.util.Random;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class HmacSha256Test {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void saysWhatJavasOwnSays(long seed) throws Exception {
        var random = new Random(seed);
        MessageDigest digest = Sha256.digest();
        for (int length = 1; length < 200; length++) {
            var key = new byte[length];
            random.nextBytes(key);
            var message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));

            var hmac = new HmacSha256(digest, key);
            assertThat(hmac.of(digest, message)).isEqualTo(mac.doFinal(message));
            assertThat(hmac.of(digest, message)).isEqualTo(mac.doFinal(message));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret"})
    void keepsItsKeyToItself(String key) {
        assertThat(new HmacSha256(Sha256.digest(), key.getBytes(UTF_8)).toString())
                .isEqualTo("HmacSha256[…]");
    }
}
