package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.server.ServerParams;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * The fields of the settings for one request: those of the model's family, or those of a server
 * that has its own for all its models.
 *
 * @param server the settings over OpenAI's APIs; null if there are none
 */
record SettingFields(ModelName model, Api api, @Nullable ServerParams server) {
    private static final String OWN = "additionalModelRequestFields.";

    /** Null if the settings are those of the model. */
    @Nullable ServerParams ofServer() {
        return isOfOpenAi() ? server : null;
    }

    private boolean isOfOpenAi() {
        return api == Api.CHAT_COMPLETIONS || api == Api.RESPONSES;
    }

    /** Returns the field of a setting; null if there is none. */
    @Nullable String of(Params.Name param) {
        ServerParams own = ofServer();
        if (own == null) {
            return ParamTable.field(model, param, api);
        }
        String field = own.field(param, api == Api.RESPONSES);
        return field == null ? null : OWN + field;
    }

    /**
     * Checks the range of the temperature, which depends on the API.
     *
     * @throws ValidationException if it is too high
     */
    void check(@Nullable Double temperature) {
        if (temperature == null || of(Params.Name.TEMPERATURE) == null) {
            return;
        }
        ServerParams own = ofServer();
        double most = own != null ? own.maxTemperature() : isOfOpenAi() ? 2 : 1;
        if (temperature > most) {
            throw new ValidationException(
                    "not sent: the temperature must be from 0 to "
                            + BigDecimal.valueOf(most).stripTrailingZeros().toPlainString()
                            + " here: "
                            + temperature,
                    ErrorDetails.NONE.withRemedy("Set a lower temperature."));
        }
    }
}
