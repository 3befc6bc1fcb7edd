package dev.outcrop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.LimitReachedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class CommandRemedyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    List them: outcrop models (in Java: bedrock.models()) | List them: outcrop models
                    export AWS_REGION=us-east-1 (in Java: Bedrock.builder().region(…)) | export AWS_REGION=us-east-1
                    Remove it (in Java: from params or apiArgs) | Remove it
                    Use it (in Java: a(b(c)).d()) or not | Use it or not
                    Wait (a minute) | Wait (a minute)
                    A smaller maxTokens reserves less quota. | A smaller --max-tokens reserves less quota.
                    """)
    void javaCallsAreLeftOutAndSettingsAreOptions(String remedy, String shown) {
        assertThat(CommandRemedy.of(remedy)).isEqualTo(shown);
    }

    @Test
    void aLimitOfRoundsIsThatOfTheOption() {
        var limit =
                new LimitReachedException(
                        "the limit of 0 tool rounds was reached, but",
                        ErrorDetails.NONE,
                        null,
                        List.of());

        assertThat(CommandRemedy.what(limit))
                .isEqualTo("the limit of --max-turns 1 was reached, but");
    }
}
