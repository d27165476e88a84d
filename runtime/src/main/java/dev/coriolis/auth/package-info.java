/**
 * Login with OpenID Connect: {@link dev.coriolis.auth.OpenIdLogin} adds it to a router, {@link
 * dev.coriolis.auth.Identity} is who has logged in. Needs {@code com.nimbusds:oauth2-oidc-sdk} on the
 * class path, of which only protocol objects and validators are used. Knows {@code dev.coriolis.web}
 * and what is below it.
 */
@NullMarked
package dev.coriolis.auth;

import org.jspecify.annotations.NullMarked;
