/** How a name that was asked for becomes the id of a model: the lists of Bedrock and of servers. */
@NullMarked
package dev.outcrop.internal.model.listing;

import org.jspecify.annotations.NullMarked;
