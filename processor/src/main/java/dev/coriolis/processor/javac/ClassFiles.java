package dev.coriolis.processor.javac;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** Reads class files that javac has just written, and writes others beside or over them. */
final class ClassFiles {
  private final Filer filer;
  private final Elements elements;

  /** Unknown until the first class of a named module. */
  private @Nullable Boolean hasModuleFolders;

  ClassFiles(Filer filer, Elements elements) {
    this.filer = filer;
    this.elements = elements;
  }

  /** Returns the class file of {@code type}. */
  byte[] read(TypeElement type) throws IOException {
    try (InputStream in = existing(type).openInputStream()) {
      return in.readAllBytes();
    }
  }

  /**
   * Puts {@code bytes} in the place of the class file of {@code type}.
   *
   * <p>A file is replaced directly: JDK 21 and later warn of a second write through the {@code Filer}
   * (lint category output-file-clash). File managers that keep their files elsewhere have nothing
   * but the {@code Filer}.
   */
  void replace(TypeElement type, byte[] bytes) throws IOException {
    URI uri = existing(type).toUri();
    if ("file".equals(uri.getScheme()) && Files.isRegularFile(Path.of(uri))) {
      replaceFile(Path.of(uri), bytes);
    } else {
      create(type, elements.getBinaryName(type).toString(), bytes);
    }
  }

  /** Writes a class file in the package of {@code origin}, from which it was made. */
  void create(TypeElement origin, String binaryName, byte[] bytes) throws IOException {
    FileObject file = filer.createResource(
        StandardLocation.CLASS_OUTPUT, location(origin), fileName(binaryName), origin);
    try (OutputStream out = file.openOutputStream()) {
      out.write(bytes);
    }
  }

  private FileObject existing(TypeElement type) throws IOException {
    String binaryName = elements.getBinaryName(type).toString();
    return filer.getResource(StandardLocation.CLASS_OUTPUT, location(type), fileName(binaryName));
  }

  /** A build that is stopped half-way leaves the old file or the new one, never a part. */
  private static void replaceFile(Path file, byte[] bytes) throws IOException {
    // Not createTempFile: that lets only its owner read it, and the class file would stay so.
    Path woven = file.resolveSibling(file.getFileName() + ".woven");
    try {
      Files.write(woven, bytes);
      Files.move(woven, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(woven);
    }
  }

  /**
   * Returns the package as the {@code Filer} wants it named: with its module where several are
   * compiled at once, and only there.
   */
  private String location(TypeElement type) throws IOException {
    String name = elements.getPackageOf(type).getQualifiedName().toString();
    ModuleElement module = elements.getModuleOf(type);
    if (module == null || module.isUnnamed()) {
      return name;
    }
    if (hasModuleFolders == null) {
      hasModuleFolders = refuses(name, fileName(elements.getBinaryName(type).toString()));
    }
    return hasModuleFolders ? module.getQualifiedName() + "/" + name : name;
  }

  /** No other way to find out: which modules are compiled is not told. */
  private boolean refuses(String packageName, String fileName) throws IOException {
    try {
      filer.getResource(StandardLocation.CLASS_OUTPUT, packageName, fileName);
      return false;
    } catch (FilerException | IllegalArgumentException moduleMissing) {
      return true;
    }
  }

  private static String fileName(String binaryName) {
    return binaryName.substring(binaryName.lastIndexOf('.') + 1) + ".class";
  }
}
