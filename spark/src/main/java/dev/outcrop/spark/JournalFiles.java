package dev.outcrop.spark;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;

import scala.Tuple2;

import java.io.BufferedReader;
import java.io.IOException;

/** The files of a journal, in one file system. For one thread at a time. */
interface JournalFiles extends AutoCloseable {
    /** Reads a file. */
    interface Reading {
        void read(BufferedReader lines) throws IOException;
    }

    /** Has each file of earlier attempts read. */
    void read(Reading reading) throws IOException;

    /** Appends to the file of this attempt, which is created first. */
    void append(byte[] line) throws IOException;

    /** Makes durable what was appended, unless that was done a short time ago. */
    void flush() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Returns the files of a folder, which is created.
     *
     * @param folder a path of the application's file system, or a URL
     * @param prefix of the names of the partition's files
     */
    static JournalFiles of(String folder, String prefix) throws IOException {
        var path = new Path(folder);
        FileSystem system = path.getFileSystem(configuration());
        String scheme = system.getUri().getScheme();
        if (scheme == null || scheme.equals("file")) {
            return new LocalJournalFiles(java.nio.file.Path.of(path.toUri().getPath()), prefix);
        }
        return new HadoopJournalFiles(system, path, prefix);
    }

    private static Configuration configuration() {
        var configuration = new Configuration();
        String prefix = "spark.hadoop.";
        SparkEnv env = SparkEnv.get();
        if (env != null) {
            for (Tuple2<String, String> setting : env.conf().getAll()) {
                if (setting._1().startsWith(prefix)) {
                    configuration.set(setting._1().substring(prefix.length()), setting._2());
                }
            }
        }
        return configuration;
    }
}
