/**
 * Credentials and the region from the metadata services of containers (ECS, EKS) and EC2 instances.
 * Start at {@link dev.outcrop.internal.aws.credentials.metadata.InstanceCredentials}.
 */
@NullMarked
package dev.outcrop.internal.aws.credentials.metadata;

import org.jspecify.annotations.NullMarked;
