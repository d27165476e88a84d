package dev.coriolis.processor.generate;

import java.util.Locale;
import javax.lang.model.SourceVersion;

/** Makes the name of a field from that of its class. */
final class FieldName {
  private FieldName() {}

  /** Returns the class's name with a small first letter; a keyword, or the parameter's name, gets a {@code _}. */
  static String of(String className) {
    String name = className.substring(0, 1).toLowerCase(Locale.ROOT) + className.substring(1);
    return SourceVersion.isName(name) && !name.equals("scheduler") ? name : name + "_";
  }
}
