package dev.coriolis.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The header fields of a message, in their order. Names are compared without regard to case.
 *
 * <pre>{@code
 * Headers headers = Headers.of("Accept", "application/json").toBuilder()
 *     .set("X-Request-Id", id)
 *     .build();
 * }</pre>
 *
 * <p>Immutable. A name or value that could end its line, and so smuggle in another header, is refused
 * when it is added.
 */
public final class Headers {
  private static final Headers NONE = new Headers(List.of());

  private final List<Field> fields;

  /**
   * One line of the header.
   *
   * @param name the name, as it was written
   * @param value the value, without space around it
   */
  public record Field(String name, String value) {

    /**
     * Checks that both can be sent as they are.
     *
     * @throws IllegalArgumentException if {@code name} is no token (RFC 9110, section 5.6.2), or
     *     {@code value} has a line break, a NUL, or a character outside of Latin-1
     */
    public Field {
      if (!Tokens.isToken(name)) {
        throw new IllegalArgumentException(
            "a header name must be a token, was " + Tokens.quote(name));
      }
      int bad = Tokens.indexOfUnsendable(value);
      if (bad >= 0) {
        // The value itself may be a secret.
        throw new IllegalArgumentException("the value of header " + name
            + " must have no line break, NUL or character beyond Latin-1, had U+"
            + Integer.toHexString(0x10000 | value.charAt(bad)).substring(1)
            + " at index " + bad);
      }
      value = value.strip();
    }
  }

  private Headers(List<Field> fields) {
    this.fields = fields;
  }

  /** Returns headers without a field. */
  public static Headers none() {
    return NONE;
  }

  /**
   * Returns headers of names and values in turn.
   *
   * @throws IllegalArgumentException if there is a name without a value, or one of them cannot be sent
   */
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "each header name needs a value, had " + namesAndValues.length + " strings");
    }
    Builder builder = builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /** Returns a builder without a field. */
  public static Builder builder() {
    return new Builder(List.of());
  }

  /** Returns a builder with these fields. */
  public Builder toBuilder() {
    return new Builder(fields);
  }

  /** Returns the value of the first field with this name. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        return Optional.of(field.value);
      }
    }
    return Optional.empty();
  }

  /** Returns the values of all fields with this name, in their order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        values.add(field.value);
      }
    }
    return List.copyOf(values);
  }

  /** Returns whether there is a field with this name. */
  public boolean contains(String name) {
    return first(name).isPresent();
  }

  /** Returns whether a field with this name lists {@code token} between its commas, in any case. */
  public boolean containsToken(String name, String token) {
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name) && lists(field.value, token)) {
        return true;
      }
    }
    return false;
  }

  private static boolean lists(String value, String token) {
    for (String listed : value.split(",", -1)) {
      if (listed.strip().equalsIgnoreCase(token)) {
        return true;
      }
    }
    return false;
  }

  /** Returns all fields, in their order. */
  public List<Field> fields() {
    return fields;
  }

  /** Gives each name and value to {@code action}, in their order. */
  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (Field field : fields) {
      action.accept(field.name, field.value);
    }
  }

  /** Returns whether the other object has the same fields in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Headers headers && fields.equals(headers.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Returns the names only: values may be secrets. */
  @Override
  public String toString() {
    return "Headers" + fields.stream().map(Field::name).toList();
  }

  /** Builds {@link Headers}. Not safe for use by several threads. */
  public static final class Builder {
    private final List<Field> fields;

    private Builder(List<Field> fields) {
      this.fields = new ArrayList<>(fields);
    }

    /**
     * Adds a field, after those that have the same name.
     *
     * @throws IllegalArgumentException if the name or the value cannot be sent
     */
    public Builder add(String name, String value) {
      fields.add(new Field(name, value));
      return this;
    }

    /** Adds all fields of {@code headers}. */
    public Builder addAll(Headers headers) {
      fields.addAll(headers.fields);
      return this;
    }

    /**
     * Sets the one field with this name, in place of those there are.
     *
     * @throws IllegalArgumentException if the name or the value cannot be sent
     */
    public Builder set(String name, String value) {
      Field field = new Field(name, value);
      remove(name);
      fields.add(field);
      return this;
    }

    /** Removes the fields with this name. */
    public Builder remove(String name) {
      fields.removeIf(field -> field.name.equalsIgnoreCase(name));
      return this;
    }

    /** Returns the headers with the fields set so far. */
    public Headers build() {
      return fields.isEmpty() ? NONE : new Headers(List.copyOf(fields));
    }
  }
}
