// A strict OpenID provider with its own login and consent pages, on a free port of this machine.
// The clients come as JSON in CLIENTS. Says "listening on PORT" when it does.
import http from 'node:http';
import Provider from 'oidc-provider';

const clients = JSON.parse(process.env.CLIENTS);

const server = http.createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients,
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    cookies: { keys: ['for tests only'] },
    features: {
      backchannelLogout: { enabled: true },
      devInteractions: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    async findAccount(context, id) {
      return {
        accountId: id,
        claims: async () => ({ sub: id, name: `Name of ${id}`, email: `${id}@example.org`, email_verified: true }),
      };
    },
    // Without its guard against requests to this machine, where everything of these tests is, and patient.
    fetch: (url, { dispatcher, signal, ...options }) =>
      globalThis.fetch(url, { ...options, signal: AbortSignal.timeout(60_000) }),
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    // So short that each use of an access token is a refresh.
    ttl: { AccessToken: 20, IdToken: 300, RefreshToken: 600, Session: 600, Grant: 600, Interaction: 600 },
  });
  provider.on('server_error', (context, error) => console.log('server_error', error));
  provider.on('grant.error', (context, error) => console.log('grant.error', error.message, error.error_detail));
  provider.on('backchannel.success', () => console.log('backchannel.success'));
  provider.on('backchannel.error', (context, error) => console.log('backchannel.error', error));
  server.on('request', provider.callback());
  console.log(`listening on ${port}`);
});
