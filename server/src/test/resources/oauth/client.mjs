// A standard OAuth client against a running Warder: finds everything by itself, from one address.
// Arguments: Warder's address, then the secrets and names that the test made.
import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import * as oauth from 'oauth4webapi';

globalThis.crypto ??= webcrypto;
const insecure = {[oauth.allowInsecureRequests]: true};
const [base, gatewayId, gatewayKey, token] = process.argv.slice(2);
const resource = new URL(base);

const told = await oauth.resourceDiscoveryRequest(resource, insecure)
  .then(response => oauth.processResourceDiscoveryResponse(resource, response));
const issuer = new URL(told.authorization_servers[0]);
const as = await oauth.discoveryRequest(issuer, {...insecure, algorithm: 'oauth2'})
  .then(response => oauth.processDiscoveryResponse(issuer, response));

const client = {client_id: gatewayId};
const wrong = {client_id: 'somebody-else'};

async function introspect(auth, who, what) {
  const response = await oauth.introspectionRequest(as, who, auth, what, insecure);
  return oauth.processIntrospectionResponse(as, who, response);
}

async function challenge(secret, path, headers = {}) {
  try {
    const response = await oauth.protectedResourceRequest(
      secret, 'GET', new URL(path, base), new Headers(headers), null, insecure);
    return {status: response.status};
  } catch (e) {
    assert.equal(e.code, oauth.WWW_AUTHENTICATE_CHALLENGE, String(e));
    return {status: e.status, ...e.cause[0].parameters};
  }
}

const basic = oauth.ClientSecretBasic(gatewayKey);
for (const auth of [basic, oauth.ClientSecretPost(gatewayKey)]) {
  const worth = await introspect(auth, client, token);
  assert.equal(worth.active, true);
  assert.equal(worth.sub, 'alice');
  assert.equal(worth.scope, 'orders:read');
  assert.equal(worth.acr, 'token');
  await assert.rejects(introspect(auth, wrong, token));
}
assert.deepEqual(await introspect(basic, client, 'wrd_nothing'), {active: false});

// Management, as a protected resource.
assert.equal((await challenge(token, '/v1/tokens')).error, 'insufficient_scope');
const unknown = await challenge('nothing', '/v1/tokens');
assert.equal(unknown.error, 'invalid_token');
assert.equal(unknown.resource_metadata, new URL('/.well-known/oauth-protected-resource', base).href);

// A guarded API, through the answer that its gateway hands on.
function call(secret, path) {
  return challenge(secret, '/authz/forward', {
    'X-Warder-Gateway-Key': gatewayKey,
    'X-Forwarded-Method': 'GET',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Host': 'api.example.com',
    'X-Forwarded-Uri': path,
    'X-Forwarded-For': '203.0.113.7',
  });
}
assert.equal((await call(token, '/orders/42')).status, 200);
assert.deepEqual(await call(token, '/admin'), {
  status: 403, error: 'insufficient_scope', scope: 'admin'});
const proof = await call(token, '/payments');
assert.equal(proof.status, 401);
assert.equal(proof.error, 'insufficient_user_authentication');
assert.equal(proof.acr_values, 'mfa');
assert.equal(proof.max_age, '900');

// Its owner ends it.
await oauth.revocationRequest(as, {client_id: 'alice'}, oauth.ClientSecretBasic(token), token, insecure)
  .then(oauth.processRevocationResponse);
assert.deepEqual(await introspect(basic, client, token), {active: false});
assert.deepEqual(await call(token, '/orders/42'), {status: 401, error: 'invalid_token'});
console.log('all passed');
