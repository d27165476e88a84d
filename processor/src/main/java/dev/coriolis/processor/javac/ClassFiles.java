package dev.coriolis.processor.javac;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

  /**
   * Returns where the class file of {@code type} is.
   *
   * @throws IOException if it has none
   */
  ClassFile of(TypeElement type) throws IOException {
    String binaryName = elements.getBinaryName(type).toString();
    FileObject file =
        filer.getResource(StandardLocation.CLASS_OUTPUT, location(type), fileName(binaryName));
    return new ClassFile(type, file);
  }

  /** The class file of one type, as javac has written it. */
  final class ClassFile {
    private final TypeElement type;
    private final FileObject file;

    /** Nothing, where files are not kept on a disk. */
    private final Optional<Path> path;

    private ClassFile(TypeElement type, FileObject file) {
      this.type = type;
      this.file = file;
      this.path = Optional.of(file.toUri())
          .filter(uri -> "file".equals(uri.getScheme()))
          .map(Path::of)
          .filter(Files::isRegularFile);
    }

    /** Returns its bytes. */
    byte[] read() throws IOException {
      if (path.isPresent()) {
        return Files.readAllBytes(path.get());
      }
      try (InputStream in = file.openInputStream()) {
        return in.readAllBytes();
      }
    }

    /**
     * Puts {@code bytes} in its place.
     *
     * <p>A file is written directly: JDK 21 and later warn of a second write through the {@code Filer}
     * (lint category output-file-clash). File managers that keep their files elsewhere have nothing
     * but the {@code Filer}. It is written in place, as javac does: a build that is stopped before is
     * not better off, with a class file that is not woven.
     */
    void replace(byte[] bytes) throws IOException {
      if (path.isPresent()) {
        Files.write(path.get(), bytes, WRITE, TRUNCATE_EXISTING);
      } else {
        create(type, elements.getBinaryName(type).toString(), bytes);
      }
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
