/** Files, folders and addresses that are sent with a question. */
@NullMarked
package dev.outcrop.cli.attachment;

import org.jspecify.annotations.NullMarked;
