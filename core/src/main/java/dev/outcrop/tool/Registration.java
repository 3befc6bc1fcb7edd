package dev.outcrop.tool;

/** A registered hook; closing it removes the hook. Closing it again does nothing. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
