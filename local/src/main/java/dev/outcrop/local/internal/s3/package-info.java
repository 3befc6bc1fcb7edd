/** Operations of S3 on the folder of buckets. */
@NullMarked
package dev.outcrop.local.internal.s3;

import org.jspecify.annotations.NullMarked;
