/** Tests of the code generation. */
@NullMarked
package dev.signalbox.embedded.codegen;

import org.jspecify.annotations.NullMarked;
