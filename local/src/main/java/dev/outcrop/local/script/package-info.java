/** Scripted answers and faults for tests: {@link dev.outcrop.local.script.Scripted}. */
@NullMarked
package dev.outcrop.local.script;

import org.jspecify.annotations.NullMarked;
