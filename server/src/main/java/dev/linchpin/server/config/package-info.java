/**
 * What can be set, where from, and what it means: {@code linchpin.yaml}, the environment and {@code .env}, read once into
 * {@link dev.linchpin.server.config.Settings}, with every complaint at once.
 */
@NullMarked
package dev.linchpin.server.config;

import org.jspecify.annotations.NullMarked;
