/** Which model is answered by whom. */
@NullMarked
package dev.outcrop.local.choice;

import org.jspecify.annotations.NullMarked;
