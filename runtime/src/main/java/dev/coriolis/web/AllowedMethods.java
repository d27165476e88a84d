package dev.coriolis.web;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the HTTP methods that a class of handlers answers: those whose Java methods it overrides.
 *
 * <p>Looked up only for a request that is refused, or asks for them.
 */
final class AllowedMethods {
  private static final Set<String> JAVA_METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete", "options");

  private AllowedMethods() {}

  /** Returns the value of an {@code Allow} header. */
  static String of(Class<? extends RequestHandler> handler) {
    Set<String> allowed = new TreeSet<>();
    allowed.add("OPTIONS");
    for (Class<?> type = handler; type != RequestHandler.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (JAVA_METHODS.contains(method.getName()) && method.getParameterCount() == 0) {
          allowed.add(method.getName().toUpperCase(Locale.ROOT));
        }
      }
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return String.join(", ", allowed);
  }
}
