package dev.outcrop.spark;

import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A folder of a file system of Hadoop, such as HDFS or S3. What was appended survives the end of
 * the executor after a second if the file system can flush, as HDFS can. Otherwise, as with S3,
 * where a file is there only when it is complete, a new file is begun every 10 seconds.
 */
final class HadoopJournalFiles implements JournalFiles {
    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FILE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final FileSystem system;
    private final Path folder;
    private final String prefix;
    private final String attempt = UUID.randomUUID().toString();
    private @Nullable FSDataOutputStream file;
    private int number;
    private long appended; // when what is not yet durable was appended first
    private boolean durable = true;

    HadoopJournalFiles(FileSystem system, Path folder, String prefix) throws IOException {
        this.system = system;
        this.folder = folder;
        this.prefix = prefix;
        system.mkdirs(folder);
    }

    @Override
    public void read(Reading reading) throws IOException {
        for (FileStatus status : files()) {
            if (!status.getPath().getName().startsWith(prefix)) {
                continue;
            }
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    system.open(status.getPath()), StandardCharsets.UTF_8))) {
                reading.read(lines);
            }
        }
    }

    private FileStatus[] files() throws IOException {
        try {
            return system.listStatus(folder);
        } catch (FileNotFoundException e) { // S3 has no empty folders
            return new FileStatus[0];
        }
    }

    @Override
    public void append(byte[] line) throws IOException {
        FSDataOutputStream open = file;
        if (open == null) {
            String name = prefix + attempt + "-" + String.format("%05d", number++) + ".jsonl";
            open = system.create(new Path(folder, name), false);
            file = open;
        }
        if (durable) {
            appended = System.nanoTime();
            durable = false;
        }
        open.write(line);
    }

    @Override
    public void flush() throws IOException {
        FSDataOutputStream open = file;
        if (open == null || durable) {
            return;
        }
        long age = System.nanoTime() - appended;
        if (age > FLUSH_NANOS && open.hasCapability("hflush")) {
            open.hflush();
            durable = true;
        } else if (age > FILE_NANOS) {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        try (FSDataOutputStream last = file) {
            file = null;
            durable = true;
        }
    }
}
