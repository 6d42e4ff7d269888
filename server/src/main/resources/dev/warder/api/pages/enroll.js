import { $, show, call, doing, items, bytes, credentialJson } from '/assets/common.js';

const base = '/v1/enroll/' + encodeURIComponent(location.pathname.split('/').pop());
let pending = '';

function done(enrolled) {
  show('choose', false);
  show('app', false);
  show('done');
  $('status').textContent = '';
  $('done-text').textContent = enrolled.kind === 'passkey'
    ? 'The passkey is set up.' : 'The app is set up. Wait for its next code before you use it.';
  show('codes-box', enrolled.recoveryCodes.length > 0);
  items($('codes'), enrolled.recoveryCodes);
  $('title').focus();
}

$('totp').addEventListener('click', doing(async () => {
  const made = await call('POST', base + '/totp', {});
  pending = made.pending;
  $('uri').href = made.uri;
  $('key').textContent = made.key.replace(/(.{4})/g, '$1 ').trim();
  show('app');
  $('code').focus();
}));

$('totp-form').addEventListener('submit', doing(async () => {
  done(await call('POST', base + '/totp/confirm', { pending, code: $('code').value, name: $('name').value }));
}));

$('passkey').addEventListener('click', doing(async () => {
  const question = await call('POST', base + '/passkey', {});
  const credential = await navigator.credentials.create({ publicKey: {
    challenge: bytes(question.challenge),
    rp: { id: question.rpId, name: 'Warder' },
    user: { id: crypto.getRandomValues(new Uint8Array(16)), name: question.user, displayName: question.user },
    pubKeyCredParams: question.algorithms.map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: question.credentials.map((known) => ({ type: 'public-key', id: bytes(known) })),
    authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
    attestation: 'none',
  } });
  done(await call('POST', base + '/passkey/confirm', {
    ticket: question.ticket, credential: credentialJson(credential), name: $('name').value }));
}));

doing(async () => {
  try {
    const invited = await call('GET', base);
    $('status').textContent = 'For ' + invited.principal + '.';
    show('passkey', invited.passkeys && 'credentials' in navigator);
    show('choose');
  } catch (failure) {
    $('status').textContent = '';
    throw failure;
  }
})();
