import dev.outcrop.spark.AnswerOptions;
import dev.outcrop.spark.Outcrop;

import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Asks for rows with Spark, and prints what came back. Arguments: name=value. Compiled for the Java
 * and run with the Spark that are tested.
 */
public final class AnswersMain {
    private static String value(String[] args, String name, String otherwise) {
        for (String arg : args) {
            if (arg.startsWith(name + "=")) {
                return arg.substring(name.length() + 1);
            }
        }
        return otherwise;
    }

    public static void main(String[] args) throws Exception {
        long rows = Long.parseLong(value(args, "rows", "100"));
        String journal = value(args, "journal", "");
        AnswerOptions options =
                AnswerOptions.of("amazon.nova-lite-v1:0")
                        .withRegion("us-east-1")
                        .withEndpointUrl(value(args, "url", ""))
                        .withRequestsPerMinute(Integer.parseInt(value(args, "rpm", "0")))
                        .withMaxActive(Integer.parseInt(value(args, "active", "16")))
                        .withJournal(journal.isEmpty() ? null : journal);
        if (!value(args, "fields", "").isEmpty()) {
            options = options.withFields(value(args, "fields", ""));
        }
        SparkSession session = SparkSession.builder().getOrCreate();
        System.out.println(
                "spark " + session.version() + " java " + System.getProperty("java.version"));
        Dataset<Row> prompts =
                session.range(0, rows, 1, Integer.parseInt(value(args, "partitions", "4")))
                        .selectExpr(
                                "id",
                                value(args, "prompt", "concat('Row ', id, '.')") + " AS prompt");
        Dataset<Row> answers = Outcrop.answers(prompts, "prompt", options);
        if (value(args, "explain", "").equals("true")) {
            answers.explain(true);
        }
        if (!value(args, "kill", "").isEmpty()) {
            new Thread(() -> killTask(session, journal, Long.parseLong(value(args, "kill", ""))))
                    .start();
        }
        Dataset<Row> disaster =
                answers.select("id", "answer", "error.kind", "usage.output", "cost")
                        .mapPartitions(
                                new Disaster(value(args, "disaster", ""), value(args, "mark", "")),
                                Encoders.row(
                                        answers.select(
                                                        "id",
                                                        "answer",
                                                        "error.kind",
                                                        "usage.output",
                                                        "cost")
                                                .schema()));
        List<Row> all = disaster.collectAsList();
        Set<Long> ids = new HashSet<>();
        int answered = 0;
        int marked = 0;
        for (Row row : all) {
            ids.add(row.getLong(0));
            answered += row.isNullAt(1) ? 0 : 1;
            marked += row.isNullAt(2) ? 0 : 1;
        }
        if (rows <= 20) {
            answers.show(20, false);
        }
        System.out.println(
                "result rows="
                        + all.size()
                        + " ids="
                        + ids.size()
                        + " answered="
                        + answered
                        + " marked="
                        + marked);
        session.stop();
    }

    /** Kills a task when the journal has some answers. */
    private static void killTask(SparkSession session, String journal, long task) {
        try {
            while (lines(Path.of(journal)) < 100) {
                Thread.onSpinWait();
            }
            System.out.println(
                    "killed " + session.sparkContext().killTaskAttempt(task, false, "test"));
        } catch (Exception e) {
            System.out.println("not killed: " + e);
        }
    }

    private static long lines(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            long size = 0;
            for (Path file : files.toList()) {
                size += Files.size(file);
            }
            return size / 100;
        }
    }

    /** What happens once, in the first partition, in the middle of its rows. */
    private static final class Disaster implements MapPartitionsFunction<Row, Row>, Serializable {
        private static final long serialVersionUID = 1L;
        private final String kind;
        private final String mark;

        Disaster(String kind, String mark) {
            this.kind = kind;
            this.mark = mark;
        }

        @Override
        public Iterator<Row> call(Iterator<Row> rows) {
            boolean first = TaskContext.getPartitionId() == 0 && !kind.isEmpty();
            return new Iterator<>() {
                private int count;

                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public Row next() {
                    if (first && ++count == 200 && isFirstTime()) {
                        happen();
                    }
                    return rows.next();
                }
            };
        }

        private boolean isFirstTime() {
            try {
                Files.createFile(Path.of(mark));
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private void happen() {
            try {
                switch (kind) {
                    case "task" -> throw new IllegalStateException("the task fails");
                    case "executor" ->
                            new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid())
                                    .start()
                                    .waitFor();
                    case "worker" -> {
                        List<ProcessHandle> workers =
                                ProcessHandle.current()
                                        .children()
                                        .filter(
                                                child ->
                                                        String.join(
                                                                        " ",
                                                                        child.info()
                                                                                .arguments()
                                                                                .orElse(
                                                                                        new String
                                                                                                [0]))
                                                                .contains("WorkerMain"))
                                        .toList();
                        workers.forEach(ProcessHandle::destroyForcibly);
                        System.out.println("killed workers: " + workers.size());
                    }
                    default -> throw new IllegalArgumentException(kind);
                }
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
