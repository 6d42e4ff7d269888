export const $ = (id) => document.getElementById(id);
export const show = (id, visible = true) => { $(id).hidden = !visible; };

export async function call(method, path, body) {
  const options = { method, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' };
  if (body !== undefined) {
    options.headers = { 'content-type': 'application/json' };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.detail || answer.title || 'This did not work.');
  }
  return answer;
}

/** Runs one thing at a time, with all buttons off, and says what went wrong. */
export function doing(work) {
  return async (event) => {
    if (event) event.preventDefault();
    const buttons = [...document.querySelectorAll('button')];
    buttons.forEach((b) => { b.disabled = true; });
    $('error').textContent = '';
    try {
      await work();
    } catch (failure) {
      $('error').textContent = failure.name === 'NotAllowedError'
        ? 'The passkey was not used: it was cancelled, or took too long.' : failure.message;
    } finally {
      buttons.forEach((b) => { b.disabled = false; });
    }
  };
}

export function items(list, texts) {
  list.replaceChildren(...texts.map((text) => {
    const item = document.createElement('li');
    item.textContent = text;
    return item;
  }));
}

export const bytes = (text) => Uint8Array.from(
  atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** A credential as JSON, as PublicKeyCredential.toJSON() gives it where a browser has that. */
export function credentialJson(credential) {
  const response = {};
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}
