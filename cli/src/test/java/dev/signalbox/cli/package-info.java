/** Tests of the command line as a whole. */
package dev.signalbox.cli;
