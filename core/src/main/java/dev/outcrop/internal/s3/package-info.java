/**
 * Reads and writes objects of S3, which has the files of batch inference jobs. Start at {@link
 * dev.outcrop.internal.s3.S3Bucket}.
 */
@NullMarked
package dev.outcrop.internal.s3;

import org.jspecify.annotations.NullMarked;
