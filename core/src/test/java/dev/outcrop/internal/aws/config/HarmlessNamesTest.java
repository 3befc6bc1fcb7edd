package dev.outcrop.internal.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.outcrop.AwsCredentials;
import dev.outcrop.aws.MadeUp;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

/** What the environment and the files say cannot move a terminal's cursor. */
class HarmlessNamesTest {
    private static final String RED = "\u001b[31mred";

    @TempDir Path home;

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                RED,
                "a\u0007",
                "a\nb",
                "a\rb",
                "a\u009b31m",
                "a\u007fb",
                "a\u202eb",
                "a\u2028b",
                "\ud800x",
                "\uDB40\uDC01"
            })
    void aProfileOfTheEnvironmentIsShownWithoutControlCharacters(String name) {
        var environment = MadeUp.environment(home, "AWS_PROFILE", "x" + name + "y");

        Throwable thrown = catchThrowable(() -> AwsCredentials.standard(environment).resolve());
        assertSafe(thrown);
        assertThat(thrown).hasMessageStartingWith("Could not find profile \"x");
        assertSafe(catchThrowable(() -> AwsCredentials.profile(name, environment).resolve()));
        assertSafe(
                catchThrowable(() -> ConfiguredRegion.resolve(SharedConfig.of(environment, null))));
        assertThat(SharedConfig.of(environment, null).toString()).doesNotContain(name);
    }

    @Test
    void soArePathsOfTheEnvironment() {
        var environment =
                MadeUp.environment(
                        home, "AWS_CONFIG_FILE", "/" + RED, "AWS_PROFILE", "dev", "HOME", RED);

        assertSafe(catchThrowable(() -> AwsCredentials.standard(environment).resolve()));
    }

    @Test
    void soAreNamesInTheFiles() throws Exception {
        MadeUp.file(
                home,
                ".aws/config",
                "[profile '"
                        + RED
                        + "']\n"
                        + "a=b\n"
                        + "[profile dev]\n"
                        + "role_arn = arn:aws:iam::1:role/x\n"
                        + "source_profile = "
                        + RED
                        + "\n \u009bx\n");
        var environment = MadeUp.environment(home);

        for (String name : new String[] {"gone", "dev"}) {
            assertSafe(catchThrowable(() -> AwsCredentials.profile(name, environment).resolve()));
        }
    }

    private static void assertSafe(@Nullable Throwable thrown) {
        assertThat(thrown).isNotNull();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage());
            assertThat(message.codePoints())
                    .as(message)
                    .noneMatch(
                            c ->
                                    Character.isISOControl(c)
                                            || Character.getType(c) == Character.FORMAT
                                            || Character.getType(c) == Character.LINE_SEPARATOR
                                            || Character.getType(c) == Character.SURROGATE);
        }
    }
}
