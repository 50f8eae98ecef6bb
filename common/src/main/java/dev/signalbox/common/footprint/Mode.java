package dev.signalbox.common.footprint;

/** How a path is held: alone, or beside other readers. */
public enum Mode {
  WRITE,
  READ
}
