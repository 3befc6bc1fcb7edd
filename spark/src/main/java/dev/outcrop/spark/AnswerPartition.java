package dev.outcrop.spark;

import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

import java.io.IOException;
import java.util.Iterator;

/** Answers the rows of a partition, in a task. */
final class AnswerPartition implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final int column;
    private final AnswerOptions options;
    private final String job;
    private final int executors;

    /**
     * @param column the index of the prompts
     * @param job identifies the data set, for its limits
     * @param executors how many share the limits; 0 if the plugin tells
     */
    AnswerPartition(int column, AnswerOptions options, String job, int executors) {
        this.column = column;
        this.options = options;
        this.job = job;
        this.executors = executors;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws IOException {
        TaskContext context = TaskContext.get();
        ExecutorLimits limits = ExecutorLimits.of(job, options, executors);
        Journal journal = Journal.open(options.journal, context.partitionId());
        var answers =
                new AnswerIterator(
                        rows,
                        column,
                        options,
                        Engines.of(options),
                        limits,
                        journal,
                        context::isInterrupted);
        TaskCompletionListener end = ended -> answers.close();
        context.addTaskCompletionListener(end);
        return answers;
    }

    /** Shown in plans. */
    @Override
    public String toString() {
        return "Outcrop answers";
    }
}
