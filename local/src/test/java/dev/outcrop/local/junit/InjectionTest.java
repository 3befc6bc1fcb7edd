package dev.outcrop.local.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.net.URI;

@LocalBedrockTest
class InjectionTest {
    private static @Nullable LocalBedrock before;

    @Test
    void givesAClientThatIsConnected(LocalBedrock local, Bedrock bedrock) {
        local.script(Scripted.text("Hello!"));

        assertThat(bedrock.chat().ask("Hi").text()).isEqualTo("Hello!");
        assertThat(local.requests()).hasSize(1);
        isAnother(local);
    }

    @Test
    void saysWhereItIs(LocalBedrock local, URI endpoint, @LocalPort int port) {
        assertThat(endpoint).isEqualTo(local.endpoint()).hasPort(port);
        assertThat(local.requests()).isEmpty();
        isAnother(local);
    }

    private static void isAnother(LocalBedrock local) {
        assertThat(local).isNotSameAs(before);
        before = local;
    }
}
