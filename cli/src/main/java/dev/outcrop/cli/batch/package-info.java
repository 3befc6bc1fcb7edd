/** {@code outcrop batch}: many records, in a run that can be resumed. */
@NullMarked
package dev.outcrop.cli.batch;

import org.jspecify.annotations.NullMarked;
