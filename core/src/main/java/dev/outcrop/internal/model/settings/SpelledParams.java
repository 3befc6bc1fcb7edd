package dev.outcrop.internal.model.settings;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.family.RequestParams;
import dev.outcrop.internal.server.ServerParams;
import dev.outcrop.json.Json;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

/**
 * Params in the terms of the models of one client. Caches the last result: programs create a model
 * for each call, with the same params. Safe for any number of threads.
 */
public final class SpelledParams {
    private final @Nullable ServerParams server;
    private volatile @Nullable Result last;

    /**
     * Creates one that has spelled nothing yet.
     *
     * @param server the settings of another server; null for those of the models' families
     */
    public SpelledParams(@Nullable ServerParams server) {
        this.server = server;
    }

    @SuppressWarnings("ReferenceEquality") // params and args are immutable
    public Result of(Params params, ModelName model, Api api, Json.Obj callers) {
        Result result = last;
        if (result == null
                || result.params != params
                || !result.model.equals(model)
                || result.api != api
                || result.callers != callers) {
            RequestParams words = RequestParams.of(params, model, api, callers, server);
            Json.Obj checked = words.checked().merged(callers);
            result = new Result(params, model, api, callers, words, checked);
            last = result;
        }
        return result;
    }

    /**
     * The parameters in the words of a model.
     *
     * @param checked the body as far as it is checked for conflicts
     */
    public record Result(
            Params params,
            ModelName model,
            Api api,
            Json.Obj callers,
            RequestParams words,
            Json.Obj checked) {}
}
