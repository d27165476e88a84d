package dev.coriolis.http;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type with its parameters, as a {@code Content-Type} header has one.
 *
 * <pre>{@code
 * MediaType type = MediaType.parse("application/json; charset=utf-8");
 * boolean json = type.isJson();
 * }</pre>
 *
 * @param type what is before the slash, in lower case
 * @param subtype what is after the slash, in lower case
 * @param parameters names, in lower case, and values, in their order
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {
  public static final MediaType JSON = parse("application/json");
  public static final MediaType HTML = parse("text/html; charset=utf-8");
  public static final MediaType TEXT = parse("text/plain; charset=utf-8");
  public static final MediaType BYTES = parse("application/octet-stream");
  public static final MediaType FORM = parse("application/x-www-form-urlencoded");

  /** Puts the names in lower case. */
  public MediaType {
    type = type.toLowerCase(Locale.ROOT);
    subtype = subtype.toLowerCase(Locale.ROOT);
    Map<String, String> copy = new LinkedHashMap<>();
    parameters.forEach((name, value) -> copy.put(name.toLowerCase(Locale.ROOT), value));
    parameters = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads a media type, such as {@code text/html; charset=utf-8}.
   *
   * @throws IllegalArgumentException if {@code text} is none
   */
  public static MediaType parse(String text) {
    return new MediaTypeReader(text).read();
  }

  /** Returns the type and the subtype without the parameters, such as {@code text/html}. */
  public String essence() {
    return type + "/" + subtype;
  }

  /** Returns whether this is JSON, plain or of a format built on it ({@code application/x+json}). */
  public boolean isJson() {
    return subtype.equals("json") || subtype.endsWith("+json");
  }

  /** Returns the charset parameter, if it names a charset that this JVM has. */
  public Optional<Charset> charset() {
    String name = parameters.get("charset");
    try {
      return name == null ? Optional.empty() : Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** Returns the media type as it stands in a header. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(essence());
    parameters.forEach((name, value) -> {
      text.append("; ").append(name).append('=');
      if (Tokens.isToken(value)) {
        text.append(value);
      } else {
        text.append('"').append(value.replaceAll("([\"\\\\])", "\\\\$1")).append('"');
      }
    });
    return text.toString();
  }
}
