package dev.coriolis.http.client;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/** Decides which servers are believed to be who they say. */
final class Trust {
  private Trust() {}

  /** Returns what makes connections secure; without certificates, those of the JDK are trusted. */
  static SslContext context(List<X509Certificate> trusted) {
    try {
      SslContextBuilder builder = SslContextBuilder.forClient()
          .sslProvider(SslProvider.JDK)
          // The default too, but nothing else keeps a stranger with a valid certificate out.
          .endpointIdentificationAlgorithm("HTTPS");
      return trusted.isEmpty() ? builder.build() : builder.trustManager(trusted).build();
    } catch (SSLException e) {
      throw new IllegalStateException("this JDK cannot make TLS connections", e);
    }
  }

  static List<X509Certificate> read(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("there is no certificate in " + pem);
      }
      return certificates;
    } catch (IOException | CertificateException e) {
      throw new IllegalArgumentException("the certificates of " + pem + " cannot be read", e);
    }
  }
}
