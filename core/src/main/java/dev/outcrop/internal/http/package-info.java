/**
 * One HTTP/1.1 request over one connection. The messages are Apache HttpCore's to write and to
 * read; which connection, how long for, and what ends it early is said here.
 */
@NullMarked
package dev.outcrop.internal.http;

import org.jspecify.annotations.NullMarked;
