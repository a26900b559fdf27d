package io.jenkins.plugins.argoimageupdate.engine.http;

import org.jspecify.annotations.Nullable;

/**
 * An answer whose body was read while it came.
 *
 * @param answer with a body only where it is no success
 * @param value what the reader made of the body; null where it is no success
 * @param bytes of the body, as far as it was read
 */
public record StreamedResult<T>(HttpResult answer, @Nullable T value, long bytes) {}
