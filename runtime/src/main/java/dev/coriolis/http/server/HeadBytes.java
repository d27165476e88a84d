package dev.coriolis.http.server;

import java.util.Arrays;

/**
 * Puts the head of a message together, and is used again for the next one. Confined to one event loop.
 */
final class HeadBytes {
  private static final int USUAL_SIZE = 512;

  private byte[] bytes = new byte[USUAL_SIZE];
  private int size;

  /** Forgets what there is. */
  void clear() {
    size = 0;
    if (bytes.length > USUAL_SIZE) {
      // One large head is no reason to keep its memory.
      bytes = new byte[USUAL_SIZE];
    }
  }

  void add(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  /** Adds text of Latin-1. */
  void add(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size + i] = (byte) text.charAt(i);
    }
    size += length;
  }

  private void reserve(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  int size() {
    return size;
  }

  /** Returns the bytes themselves, of which the first {@link #size} count. */
  byte[] array() {
    return bytes;
  }
}
