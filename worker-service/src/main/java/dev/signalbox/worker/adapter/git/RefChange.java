package dev.signalbox.worker.adapter.git;

import org.eclipse.jgit.lib.ObjectId;

/** One ref from an expected value to a new one; zero stands for none. */
record RefChange(String ref, ObjectId expected, ObjectId next) {}
