/** Questions to the control plane: what there is, and what it is. */
@NullMarked
package dev.outcrop.protocol.control;

import org.jspecify.annotations.NullMarked;
