/** Tests of finding and starting systems. */
package dev.signalbox.cli.adapter.process;
