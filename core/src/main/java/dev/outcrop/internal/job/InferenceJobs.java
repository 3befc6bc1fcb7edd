package dev.outcrop.internal.job;

import dev.outcrop.batch.BatchJobs;
import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.protocol.control.ModelInvocationJobs;
import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.internal.s3.S3Access;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Batch inference jobs of a client. Safe for any number of threads. */
public final class InferenceJobs implements BatchJobs {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ModelInvocationJobs jobs;
    private final S3Access s3;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final Cancellation closing;

    /**
     * @param random spreads the calls of clients that wait for the same jobs
     */
    public InferenceJobs(
            CallExecutor calls,
            S3Access s3,
            Timeouts timeouts,
            Sleeper sleeper,
            RandomGenerator random) {
        this.jobs = new ModelInvocationJobs(calls, timeouts);
        this.s3 = s3;
        this.sleeper = sleeper;
        this.random = random;
        this.closing = calls.closing();
    }

    /** Returns jobs that wait in real time. */
    public static InferenceJobs of(CallExecutor calls, S3Access s3, Timeouts timeouts) {
        return new InferenceJobs(
                calls, s3, timeouts, Sleeper.REAL, () -> ThreadLocalRandom.current().nextLong());
    }

    @Override
    public Job submit(Options options, Path records) {
        try {
            JobRecords counted = JobRecords.of(records, options);
            return get(new JobSubmission(jobs, s3).submit(options, counted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Job submit(Options options, Iterable<Input> records) {
        Path file = null;
        try {
            file = Files.createTempFile("outcrop-", ".jsonl");
            JobRecords.write(records, file);
            return submit(options, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(file);
        }
    }

    private static void remove(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // the system removes temporary files
        }
    }

    @Override
    public Job get(String arn) {
        return JobReader.job(jobs.get(arn));
    }

    @Override
    public List<Job> list(int most) {
        return jobs.list(null, most).stream().map(JobReader::job).toList();
    }

    @Override
    public Job await(String arn, Consumer<Job> progress) {
        Duration wait = FIRST;
        while (true) {
            Job job = get(arn);
            progress.accept(job);
            if (job.status().isFinal()) {
                return job;
            }
            sleeper.sleep(
                    wait.plusMillis((long) (wait.toMillis() * random.nextDouble() / 4)), closing);
            Duration longer = wait.multipliedBy(3).dividedBy(2);
            wait = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        }
    }

    @Override
    public Stream<Result> results(Job job) {
        return JobResults.of(job, s3);
    }

    @Override
    public void cancel(String arn) {
        try {
            jobs.stop(arn);
        } catch (BedrockException e) {
            boolean tooLate =
                    Set.of("ConflictException", "ValidationException")
                            .contains(String.valueOf(e.details().code()));
            if (!tooLate || !get(arn).status().isFinal()) {
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return "BatchJobs";
    }
}
