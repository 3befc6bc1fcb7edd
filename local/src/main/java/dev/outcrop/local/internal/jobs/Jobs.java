package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.internal.control.QueryString;
import dev.outcrop.local.script.JobFault;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * CreateModelInvocationJob and the related operations. Jobs are updated by the clock when they are
 * read; a caller that reads a due job waits until its records are answered. Safe for several
 * threads.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference.html">batch
 *     inference</a>
 */
public final class Jobs {
    private static final int MOST_JOBS = 1_000;
    private static final int ID_LENGTH = 12;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Function<Question, Json.Obj> answers;
    private final Consumer<String> modelCheck;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final @Nullable LocalBuckets buckets;

    /** Not a monitor: a job reads and writes files while locked, and a virtual thread may wait. */
    private final ReentrantLock lock = new ReentrantLock();

    private final List<Job> jobs = new ArrayList<>(); // guarded by lock
    private final Deque<JobFault> faults = new ArrayDeque<>(); // guarded by lock

    /**
     * Creates an empty list of jobs.
     *
     * @param answers returns Converse's answer to a question
     * @param modelCheck rejects the id of a model that does not exist
     * @param folder used in place of S3; null for none
     */
    public Jobs(
            Function<Question, Json.Obj> answers,
            Consumer<String> modelCheck,
            InstantSource clock,
            RandomGenerator random,
            @Nullable Path folder) {
        this.answers = answers;
        this.modelCheck = modelCheck;
        this.clock = clock;
        this.random = random;
        this.buckets = folder == null ? null : new LocalBuckets(folder);
    }

    /**
     * Creates a job for a request that passed validation; a known client token creates no second
     * job.
     */
    public Json create(Json.Obj request) {
        return locked(() -> created(request));
    }

    private Json created(Json.Obj request) {
        LocalBuckets folder = folder();
        String token = request.string("clientRequestToken");
        for (Job job : jobs) {
            if (token != null && token.equals(job.clientToken())) {
                return Json.EMPTY.with("jobArn", Json.of(job.arn()));
            }
        }
        for (Job job : jobs) {
            if (String.valueOf(request.string("jobName")).equals(job.request().string("jobName"))) {
                throw ServiceError.of("ConflictException", "A job with this name already exists.");
            }
        }
        if (jobs.size() >= MOST_JOBS) {
            throw ServiceError.of("ServiceQuotaExceededException", "There are too many jobs.");
        }
        modelCheck.accept(String.valueOf(request.string("modelId")));
        folder.path(JobInput.uri(request, "input"));
        folder.path(JobInput.uri(request, "output"));
        JobFault fault = faults.isEmpty() ? new JobFault.None() : faults.removeFirst();
        var job = new Job(arn(), request, clock.instant(), fault);
        jobs.add(job);
        return Json.EMPTY.with("jobArn", Json.of(job.arn()));
    }

    /** Sets what goes wrong with the next jobs, one each, after those set before. */
    public void faults(List<JobFault> next) {
        locked(() -> faults.addAll(next));
    }

    /** Returns a job by its ARN or the last part of it. */
    public Json one(String identifier) {
        return locked(() -> advanced(find(identifier)).json());
    }

    public Json list(QueryString query) {
        return locked(() -> listed(query));
    }

    private Json listed(QueryString query) {
        String part = query.get("nameContains");
        Instant after = query.instant("submitTimeAfter", Instant.MIN);
        Instant before = query.instant("submitTimeBefore", Instant.MAX);
        List<Job> wanted =
                jobs.stream()
                        .map(this::advanced)
                        .filter(job -> query.allows("statusEquals", job.status().wireName()))
                        .filter(job -> !job.submitted().isBefore(after))
                        .filter(job -> !job.submitted().isAfter(before))
                        .filter(
                                job ->
                                        part == null
                                                || String.valueOf(job.request().string("jobName"))
                                                        .contains(part))
                        .sorted(Comparator.comparing(Job::submitted))
                        .toList();
        List<Job> ordered = "Ascending".equals(query.get("sortOrder")) ? wanted : wanted.reversed();
        return query.page(ordered).json("invocationJobSummaries", Job::json);
    }

    public Json stop(String identifier) {
        return locked(() -> stopped(identifier));
    }

    private Json stopped(String identifier) {
        Job job = advanced(find(identifier));
        if (job.status().isFinal()) {
            throw ServiceError.of(
                    "ConflictException",
                    "The state of the job is " + job.status().wireName() + ".");
        }
        if (job.status() != JobStatus.STOPPING) {
            job.stop(clock.instant());
        }
        return Json.EMPTY;
    }

    private <T> T locked(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    private Job advanced(Job job) {
        Instant now = clock.instant();
        if (job.mustBeValidated(now)) {
            String reason = new JobInput(folder(), job).invalid();
            if (reason != null) {
                job.end(JobStatus.FAILED, Job.Counts.NONE, reason, now);
            }
        }
        if (job.advance(now)) {
            new JobRun(answers, folder(), job, clock).run();
        }
        return job;
    }

    private Job find(String identifier) {
        for (Job job : jobs) {
            if (job.arn().equals(identifier) || job.id().equals(identifier)) {
                return job;
            }
        }
        throw ServiceError.of("ResourceNotFoundException", "The job could not be found.");
    }

    private LocalBuckets folder() {
        return folder(buckets);
    }

    /** Returns the folder, or refuses the request if there is none. */
    static LocalBuckets folder(@Nullable LocalBuckets buckets) {
        if (buckets == null) {
            throw ServiceError.validation(
                    "The local Bedrock emulator runs no jobs, because no"
                            + " directory is configured in place of S3. Try: outcrop local"
                            + " --buckets DIR, or LocalBedrock.builder().buckets(…)");
        }
        return buckets;
    }

    private String arn() {
        return "arn:aws:bedrock:us-east-1:000000000000:model-invocation-job/" + newId(random);
    }

    /** Returns a new id of twelve letters and digits. */
    static String newId(RandomGenerator random) {
        var id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
