/** The credentials that the emulator requires from its clients. */
@NullMarked
package dev.outcrop.local.authentication;

import org.jspecify.annotations.NullMarked;
