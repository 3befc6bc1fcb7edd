package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.nativeformat.AnswerContext;
import dev.outcrop.local.internal.nativeformat.NativeFormat;
import dev.outcrop.local.internal.nonchat.NonChatModel;
import dev.outcrop.local.internal.validation.ConverseRules;
import dev.outcrop.local.internal.validation.OperationRules;
import dev.outcrop.local.wire.ServiceError;

import java.time.InstantSource;
import java.util.function.Function;

/**
 * Answers single records, in the format of the job. Records of Converse with tools fail.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference.html">batch
 *     inference</a>
 */
final class BatchRecordRunner {
    private final Function<Question, Json.Obj> answers;
    private final Job job;
    private final InstantSource clock;
    private long inputTokens;
    private long outputTokens;

    BatchRecordRunner(Function<Question, Json.Obj> answers, Job job, InstantSource clock) {
        this.answers = answers;
        this.job = job;
        this.clock = clock;
    }

    long inputTokens() {
        return inputTokens;
    }

    long outputTokens() {
        return outputTokens;
    }

    Json to(Json.Obj modelInput) {
        String modelId = String.valueOf(job.request().string("modelId"));
        if ("Converse".equals(job.request().string("modelInvocationType"))) {
            if (modelInput.get("toolConfig") != null) {
                throw ServiceError.validation(
                        "Batch inference of the Converse type does not support toolConfig.");
            }
            return converse(new Question(modelId, ConverseRules.check(modelId, modelInput)));
        }
        Json.Obj body = OperationRules.batchRecord(modelId, modelInput);
        NonChatModel other = NonChatModel.of(Catalog.bare(modelId));
        if (other != null) {
            NonChatModel.Result result = other.answer(body);
            inputTokens += result.inputTokens();
            return result.body();
        }
        NativeFormat format = NativeFormat.of(Catalog.bare(modelId), body);
        Json.Obj answer = converse(new Question(modelId, format.toConverse(modelInput)));
        var facts = new AnswerContext(modelId, job.id(), clock.instant().getEpochSecond());
        return format.answer(modelInput, answer, facts);
    }

    private Json.Obj converse(Question question) {
        Json.Obj answer = answers.apply(question);
        Json.Obj usage = answer.object("usage");
        inputTokens += usage.integer("inputTokens", 0);
        outputTokens += usage.integer("outputTokens", 0);
        return answer;
    }
}
