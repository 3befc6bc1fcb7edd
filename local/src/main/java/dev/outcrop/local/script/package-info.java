/** What a test says comes next: {@link dev.outcrop.local.script.Scripted} answers and faults. */
@NullMarked
package dev.outcrop.local.script;

import org.jspecify.annotations.NullMarked;
