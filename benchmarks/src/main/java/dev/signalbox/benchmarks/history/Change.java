package dev.signalbox.benchmarks.history;

/** What a commit did to one path; a mode of zeros says that nothing is there. */
record Change(String modeBefore, String modeAfter, String idBefore, String idAfter, TreePath path) {

  private static final String GITLINK = "160000";

  boolean deletes() {
    return modeAfter.matches("0+");
  }

  boolean adds() {
    return modeBefore.matches("0+");
  }

  /** Whether the commit needs an object that the repository itself has. */
  boolean bringsBlob() {
    return !deletes() && !modeAfter.equals(GITLINK);
  }
}
