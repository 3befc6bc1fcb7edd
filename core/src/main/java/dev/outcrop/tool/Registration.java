package dev.outcrop.tool;

/** Something that is heard or done until it is closed. Closing it again does nothing. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
