/** The demo: a plan, what it must leave in git, and the checks, all without git or a server. */
@NullMarked
package dev.signalbox.cli.core.demo;

import org.jspecify.annotations.NullMarked;
