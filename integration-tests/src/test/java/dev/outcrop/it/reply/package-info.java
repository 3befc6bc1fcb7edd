/** What replies tell of an answer and its calls. */
@NullMarked
package dev.outcrop.it.reply;

import org.jspecify.annotations.NullMarked;
