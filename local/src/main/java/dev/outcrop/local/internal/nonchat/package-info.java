/**
 * The models of InvokeModel that do not answer in words: embeddings, images, and scores of
 * documents. Everything is derived from the request, without a model.
 */
@NullMarked
package dev.outcrop.local.internal.nonchat;

import org.jspecify.annotations.NullMarked;
