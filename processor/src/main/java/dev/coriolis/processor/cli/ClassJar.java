package dev.coriolis.processor.cli;

import dev.coriolis.processor.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Weaves the class files in a jar.
 *
 * <p>Entries stay in their order, with their times; frames follow their class, and have its time. So
 * the same jar always becomes the same jar. What is no class with coroutines keeps its bytes.
 */
final class ClassJar {
  private final ZipFile jar;
  private final List<ZipEntry> entries;

  /** What the class files with coroutines become, by the entry of the class. */
  private final Map<String, Map<String, byte[]>> changes = new LinkedHashMap<>();

  private ClassJar(ZipFile jar) {
    this.jar = jar;
    entries = jar.stream().<ZipEntry>map(entry -> entry).toList();
  }

  /** Weaves all, and replaces the jar if there was no error and something to weave. */
  static void weave(Path file, EntryWeaver weaver) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ClassJar jar = new ClassJar(zip);
      jar.weaveEntries(weaver);
      if (jar.changes.isEmpty()) {
        return;
      }
      if (jar.isSigned()) {
        weaver.fail(file.toString(), Diagnostic.SIGNED_JAR, file.getFileName());
      }
      if (!weaver.hasFailed()) {
        Replacement.write(file, out -> {
          try (ZipOutputStream target = new ZipOutputStream(out)) {
            jar.copyTo(target);
          }
        });
      }
    }
  }

  private void weaveEntries(EntryWeaver weaver) throws IOException {
    for (ZipEntry entry : entries) {
      if (entry.getName().endsWith(".class")) {
        Map<String, byte[]> change = weaver.weave(entry.getName(), read(entry));
        if (!change.isEmpty()) {
          changes.put(entry.getName(), change);
        }
      }
    }
  }

  /** The JVM refuses a signed class whose bytes have changed. */
  private boolean isSigned() {
    return entries.stream()
        .map(entry -> entry.getName().toUpperCase(Locale.ROOT))
        .anyMatch(name -> name.startsWith("META-INF/") && name.endsWith(".SF"));
  }

  private void copyTo(ZipOutputStream target) throws IOException {
    if (jar.getComment() != null) {
      target.setComment(jar.getComment());
    }
    Set<String> made = new HashSet<>();
    changes.values().forEach(change -> made.addAll(change.keySet()));
    for (ZipEntry entry : entries) {
      Map<String, byte[]> change = changes.get(entry.getName());
      if (change != null) {
        for (Map.Entry<String, byte[]> file : change.entrySet()) {
          put(target, named(entry, file.getKey()), file.getValue());
        }
      } else if (!made.contains(entry.getName())) { // else a frame of an earlier compilation
        put(target, new ZipEntry(entry), read(entry));
      }
    }
  }

  private static ZipEntry named(ZipEntry origin, String name) {
    if (name.equals(origin.getName())) {
      return new ZipEntry(origin);
    }
    ZipEntry frame = new ZipEntry(name);
    frame.setTimeLocal(origin.getTimeLocal());
    frame.setMethod(origin.getMethod());
    return frame;
  }

  private static void put(ZipOutputStream target, ZipEntry entry, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    entry.setSize(bytes.length);
    entry.setCompressedSize(entry.getMethod() == ZipEntry.STORED ? bytes.length : -1);
    target.putNextEntry(entry);
    target.write(bytes);
    target.closeEntry();
  }

  private byte[] read(ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
