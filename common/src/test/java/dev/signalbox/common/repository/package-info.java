/** Tests of the URLs and identities of repositories. */
@NullMarked
package dev.signalbox.common.repository;

import org.jspecify.annotations.NullMarked;
