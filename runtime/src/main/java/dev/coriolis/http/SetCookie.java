package dev.coriolis.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that a response gives to the browser, with the strictest attributes unless others are set:
 * {@code Path=/; Secure; HttpOnly; SameSite=Lax}, to the end of the browser's session.
 *
 * <pre>{@code
 * exchange.setCookie(
 *     SetCookie.builder("theme", "dark").maxAge(Duration.ofDays(365)).build());
 * }</pre>
 *
 * <p>Immutable. What could end the value or smuggle in another attribute is refused when it is set,
 * and so is what browsers would drop without a word.
 */
public final class SetCookie {
  private final String text;

  /** To which requests that other sites cause the browser adds a cookie. */
  public enum SameSite {
    /** To none of them. */
    STRICT("Strict"),
    /** To those that follow a link. */
    LAX("Lax"),
    /** To all. */
    NONE("None");

    private final String attribute;

    SameSite(String attribute) {
      this.attribute = attribute;
    }
  }

  private SetCookie(String text) {
    this.text = text;
  }

  /**
   * Returns a builder with every attribute at its default.
   *
   * @throws IllegalArgumentException if {@code name} is no token, or {@code value} has a character that
   *     a cookie cannot carry (RFC 6265, section 4.1.1): white space, a quote, a comma, a semicolon, a
   *     backslash, or one that is not ASCII
   */
  public static Builder builder(String name, String value) {
    return new Builder(name, value);
  }

  /** Returns what makes the browser forget a cookie of this host with the path {@code /}. */
  public static SetCookie expired(String name) {
    return builder(name, "").maxAge(Duration.ZERO).build();
  }

  /** Returns the cookie as it stands in a {@code Set-Cookie} header. */
  @Override
  public String toString() {
    return text;
  }

  /** Builds a {@link SetCookie}. Not safe for use by several threads. */
  public static final class Builder {
    private final String name;
    private final String value;
    private String path = "/";
    private @Nullable String domain;
    private @Nullable Duration maxAge;
    private SameSite sameSite = SameSite.LAX;
    private String flags = "; Secure; HttpOnly";

    private Builder(String name, String value) {
      if (!Tokens.isToken(name)) {
        throw new IllegalArgumentException(
            "the name of a cookie must be a token, was " + Tokens.quote(name));
      }
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c <= ' ' || c >= 0x7F || "\",;\\".indexOf(c) >= 0) {
          // The value itself may be a secret.
          throw new IllegalArgumentException("the value of the cookie " + name + " has U+"
              + Integer.toHexString(0x10000 | c).substring(1) + " at index " + i
              + ", which a cookie cannot carry; encode it first");
        }
      }
      this.name = name;
      this.value = value;
    }

    /**
     * Sets the path below which the browser sends it. Default: {@code /}.
     *
     * @throws IllegalArgumentException if it does not start with a slash, or has a semicolon or a
     *     control character
     */
    public Builder path(String below) {
      if (!below.startsWith("/") || !isAttribute(below)) {
        throw new IllegalArgumentException("the path of the cookie " + name
            + " must start with a slash and have no semicolon, was " + Tokens.quote(below));
      }
      path = below;
      return this;
    }

    /**
     * Sets the domain whose hosts all get it. Default: the host that sets it, and no other.
     *
     * @throws IllegalArgumentException if it is empty, or has a semicolon or a control character
     */
    public Builder domain(String name) {
      if (name.isEmpty() || !isAttribute(name)) {
        throw new IllegalArgumentException("the domain of the cookie " + this.name
            + " must be the name of a domain, was " + Tokens.quote(name));
      }
      domain = name;
      return this;
    }

    /**
     * Sets how long the browser keeps it; zero makes it forget the cookie. Default: until the browser
     * is closed.
     *
     * @throws IllegalArgumentException if {@code time} is negative
     */
    public Builder maxAge(Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("maxAge must not be negative, was " + time);
      }
      maxAge = time;
      return this;
    }

    /** Sets to which requests of other sites it is added. Default: {@link SameSite#LAX}. */
    public Builder sameSite(SameSite requests) {
      sameSite = requests;
      return this;
    }

    /** Lets scripts of the page read it. Default: they cannot. */
    public Builder readableByScripts() {
      flags = flags.replace("; HttpOnly", "");
      return this;
    }

    /** Lets it be sent without TLS. Default: with TLS, or to this machine. */
    public Builder overPlainHttp() {
      flags = flags.replace("; Secure", "");
      return this;
    }

    /** Rounded up: what is to be kept for half a second must not be forgotten at once. */
    private static long seconds(Duration time) {
      return time.toSeconds() + (time.getNano() > 0 ? 1 : 0);
    }

    private static boolean isAttribute(String text) {
      return text.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != ';');
    }

    /**
     * Returns the cookie.
     *
     * @throws IllegalArgumentException if browsers would drop it: a name that begins with {@code
     *     __Host-} without Secure, with a domain or another path than {@code /}; one that begins with
     *     {@code __Secure-}, or {@link SameSite#NONE}, without Secure
     */
    public SetCookie build() {
      boolean secure = flags.contains("Secure");
      if (name.startsWith("__Host-") && (!secure || domain != null || !path.equals("/"))) {
        throw new IllegalArgumentException(
            "the cookie " + name + " must be Secure, without a domain, and its path be /");
      }
      if (!secure && (name.startsWith("__Secure-") || sameSite == SameSite.NONE)) {
        throw new IllegalArgumentException("the cookie " + name + " must be Secure");
      }
      return new SetCookie(name + "=" + value + "; Path=" + path
          + (domain == null ? "" : "; Domain=" + domain)
          + (maxAge == null ? "" : "; Max-Age=" + seconds(maxAge))
          + flags + "; SameSite=" + sameSite.attribute);
    }
  }
}
