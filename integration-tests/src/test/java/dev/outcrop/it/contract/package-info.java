/** What must be true of every chat, by whichever API its model is asked. */
@NullMarked
package dev.outcrop.it.contract;

import org.jspecify.annotations.NullMarked;
