package dev.coriolis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HttpMethodTest {

  @Test
  void refusesWhatIsNoToken() {
    assertThatThrownBy(() -> new HttpMethod("GET / HTTP/1.1\r\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GET / HTTP/1.1??");
  }

  @Test
  void postIsNotIdempotent() {
    assertThat(HttpMethod.GET.isIdempotent()).isTrue();
    assertThat(HttpMethod.POST.isIdempotent()).isFalse();
    assertThat(HttpMethod.PATCH.isIdempotent()).isFalse();
  }

  @Test
  void statusHasAPhrase() {
    assertThat(HttpStatus.reason(404)).isEqualTo("Not Found");
    assertThat(HttpStatus.reason(499)).isEqualTo("Client Error");
  }
}
