package dev.coriolis.json;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes JSON.
 *
 * <pre>{@code
 * JsonNode user = Json.parse("{\"id\": 7}");
 * byte[] bytes = Json.write(Json.object("message", "hello", "user", user));
 * }</pre>
 *
 * <p>Properties are written in the order of their declaration and in UTF-8; times as ISO-8601 text.
 * Unknown properties are ignored when a class is read, and text after the end of the document is an
 * error.
 *
 * <p><b>Threads:</b> any.
 */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private static final ObjectWriter PRETTY = MAPPER.writer().with(prettyPrinter());

  private Json() {}

  /**
   * Reads a document from UTF-8 (or UTF-16, UTF-32) bytes.
   *
   * @throws JsonException if the bytes are no JSON document
   */
  public static JsonNode parse(byte[] json) {
    return document(() -> MAPPER.readTree(json));
  }

  /**
   * Reads a document from text.
   *
   * @throws JsonException if the text is no JSON document
   */
  public static JsonNode parse(String json) {
    return document(() -> MAPPER.readTree(json));
  }

  /**
   * Reads an object of a class, a record for example, from UTF-8 bytes.
   *
   * @throws JsonException if the bytes are no JSON document, if it does not fit {@code type}, or if
   *     it is {@code null}
   */
  public static <T> T read(byte[] json, Class<T> type) {
    T value = reading(() -> MAPPER.readValue(json, type));
    if (value == null) {
      throw new JsonException("the JSON document is null, expected " + type.getSimpleName());
    }
    return value;
  }

  /**
   * Returns a value as JSON without white space, in UTF-8.
   *
   * @throws JsonException if the value, or one in it, cannot be written; nothing is written then
   */
  public static byte[] write(@Nullable Object value) {
    return writing(value, () -> MAPPER.writeValueAsBytes(value));
  }

  /**
   * Returns a value as JSON in UTF-8, a property or element per line, indented by 4 spaces.
   *
   * @throws JsonException if the value, or one in it, cannot be written; nothing is written then
   */
  public static byte[] writePretty(@Nullable Object value) {
    return writing(value, () -> PRETTY.writeValueAsBytes(value));
  }

  /**
   * Returns an object with these properties, in their order.
   *
   * @param keysAndValues a name, its value, a name, its value, and so on; a value is whatever {@link
   *     #write} takes
   * @throws IllegalArgumentException if a name is no string, or the last one has no value
   * @throws JsonException if a value cannot be written
   */
  public static ObjectNode object(@Nullable Object... keysAndValues) {
    if (keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "keysAndValues must be pairs, but there were " + keysAndValues.length + " arguments");
    }
    ObjectNode object = MAPPER.createObjectNode();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (!(keysAndValues[i] instanceof String key)) {
        throw new IllegalArgumentException(
            "argument " + i + " must be a name, was " + keysAndValues[i]);
      }
      Object value = keysAndValues[i + 1];
      object.set(key, writing(value, () -> MAPPER.valueToTree(value)));
    }
    return object;
  }

  private static JsonNode document(Supplier<JsonNode> reader) {
    JsonNode node = reading(reader);
    if (node == null || node.isMissingNode()) {
      throw new JsonException("the JSON document is empty");
    }
    return node;
  }

  private static <T extends @Nullable Object> T reading(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (JacksonException e) {
      throw JsonException.reading(e);
    }
  }

  private static <T> T writing(@Nullable Object value, Supplier<T> writer) {
    try {
      return writer.get();
    } catch (JacksonException e) {
      throw JsonException.writing(Objects.requireNonNull(value), e);
    }
  }

  private static DefaultPrettyPrinter prettyPrinter() {
    DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
    Separators separators = Separators.createDefaultInstance()
        .withObjectNameValueSpacing(Separators.Spacing.AFTER)
        .withObjectEmptySeparator("")
        .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
