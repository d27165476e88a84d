package dev.coriolis.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one media type from the text of a header, by RFC 9110, section 8.3.1. */
final class MediaTypeReader {
  private final String text;
  private int at;

  MediaTypeReader(String text) {
    this.text = text;
  }

  MediaType read() {
    String type = token();
    expect('/');
    String subtype = token();
    Map<String, String> parameters = new LinkedHashMap<>();
    skipSpace();
    while (at < text.length()) {
      expect(';');
      skipSpace();
      if (at < text.length() && text.charAt(at) != ';') {
        String name = token();
        expect('=');
        parameters.putIfAbsent(name, value());
        skipSpace();
      }
    }
    return new MediaType(type, subtype, parameters);
  }

  private String token() {
    int start = at;
    while (at < text.length() && Tokens.isToken(text.substring(at, at + 1))) {
      at++;
    }
    if (at == start) {
      throw bad();
    }
    return text.substring(start, at);
  }

  private String value() {
    if (at >= text.length() || text.charAt(at) != '"') {
      return token();
    }
    at++;
    StringBuilder value = new StringBuilder();
    while (next() != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      value.append(next());
      at++;
    }
    at++;
    return value.toString();
  }

  private char next() {
    if (at >= text.length()) {
      throw bad();
    }
    return text.charAt(at);
  }

  private void expect(char expected) {
    if (next() != expected) {
      throw bad();
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private IllegalArgumentException bad() {
    return new IllegalArgumentException(
        "a media type must be like text/html; charset=utf-8, was " + Tokens.quote(text));
  }
}
