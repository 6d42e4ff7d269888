import { $, show, call, doing, items, bytes, credentialJson } from '/assets/common.js';

const LEFT = 'step-up';
const CALLBACK = '/oidc/callback';

// The address holds a code when a provider sends the browser back: it leaves the address bar, and the
// browser's history, at once.
function comeBack() {
  if (location.pathname !== CALLBACK) return null;
  const left = JSON.parse(sessionStorage.getItem(LEFT) || 'null');
  sessionStorage.removeItem(LEFT);
  const brought = Object.fromEntries(new URLSearchParams(location.search));
  history.replaceState(null, '', left ? '/step-up/' + encodeURIComponent(left.id) : CALLBACK);
  return { left, brought };
}

const back = comeBack();
const id = back ? back.left?.id : location.pathname.split('/').pop();
const base = '/v1/step-up/' + encodeURIComponent(id);
const key = back ? back.left?.key : location.hash.slice(1);
let ticket = '';

const TEXTS = {
  open: 'This call waits for you.',
  met: 'Proof was given. The call can be made again now.',
  denied: 'The owner said no.',
  locked: 'There were too many wrong answers. This question is closed.',
  expired: 'Nobody answered in time. Make the call again to be asked again.',
};

function fact(name, value) {
  if (!value) return;
  const term = document.createElement('dt');
  term.textContent = name;
  const words = document.createElement('dd');
  words.textContent = value;
  $('facts').append(term, words);
}

const words = (duration) => duration.replace('PT', '').replace('H', ' h ').replace('M', ' min ').replace('S', ' s').trim();

async function load() {
  const body = {};
  if (key) body.key = key;
  if (ticket) body.ticket = ticket;
  const view = await call('POST', base + '/view', body);
  $('facts').replaceChildren();
  if (view.complete) {
    fact('Who', view.principal + ' (' + view.kind + ')');
    fact('Token', (view.tokenName + ' ' + view.tokenId).trim());
  }
  fact('Call', view.call.method + ' ' + view.call.host + view.call.path);
  fact('From', [view.call.sourceIp, view.call.place].filter(Boolean).join(', '));
  fact('With', view.call.client);
  fact('At', new Date(view.openedAt).toLocaleString());
  if (view.complete) {
    fact('Risk', view.score + ' of 100');
    fact('Rules', view.rules.join(', '));
    items($('because'), view.because);
  }
  render(view);
}

function render(view) {
  const open = view.state === 'open';
  const forOwner = view.answeredBy === 'owner';
  $('status').textContent = TEXTS[view.state] || view.state;
  document.title = (open ? 'Is this you? - ' : 'Answered - ') + 'Warder';
  $('title').textContent = forOwner ? 'A machine of yours needs your word' : 'A call needs your word';
  if (view.call) show('what');
  if (view.complete) show('why', view.because.length > 0);
  const proving = open && !ticket;
  show('prove', proving);
  show('passkey', view.methods.includes('passkey'));
  show('totp-form', view.methods.includes('totp'));
  show('recovery-box', view.methods.includes('recovery'));
  show('provider', view.methods.includes('provider'));
  show('nothing', view.methods.length === 0);
  show('decide', open && ticket !== '');
  $('while').textContent = words(view.maxAge);
  if (open) show('warning'); else show('warning', false);
}

async function answered(view) {
  if (view.ticket) {
    ticket = view.ticket;
    await load();
    $('decide-title').scrollIntoView();
    $('approve-while').focus();
  } else {
    render(view);
    $('title').focus();
  }
}

const prove = (body) => call('POST', base + '/verify', body).then(answered);
const decide = (body) => call('POST', base + '/approve', { ticket, ...body }).then((view) => {
  ticket = '';
  render(view);
  $('title').focus();
});

function returned({ left, brought }) {
  if (!brought.code) throw new Error('Your provider sent you back without a proof.');
  return prove({ method: 'provider', ticket: left.ticket, code: brought.code, state: brought.state || '', iss: brought.iss });
}

$('totp-form').addEventListener('submit', doing(async () => {
  const code = $('totp').value;
  $('totp').value = '';
  await prove({ method: 'totp', code });
}));
$('recovery-form').addEventListener('submit', doing(async () => {
  const code = $('recovery').value;
  $('recovery').value = '';
  await prove({ method: 'recovery', code });
}));
$('passkey').addEventListener('click', doing(async () => {
  const question = await call('POST', base + '/passkey', {});
  const credential = await navigator.credentials.get({ publicKey: {
    challenge: bytes(question.challenge),
    rpId: question.rpId,
    userVerification: 'required',
    allowCredentials: question.credentials.map((known) => ({ type: 'public-key', id: bytes(known) })),
  } });
  await prove({ method: 'passkey', ticket: question.ticket, credential: credentialJson(credential) });
}));
$('provider').addEventListener('click', doing(async () => {
  const departure = await call('POST', base + '/provider', {});
  sessionStorage.setItem(LEFT, JSON.stringify({ id, key, ticket: departure.ticket }));
  location.assign(departure.page);
}));
$('approve-while').addEventListener('click', doing(() => decide({ decision: 'approve' })));
$('approve-once').addEventListener('click', doing(() => decide({ decision: 'approve', once: true })));
$('deny').addEventListener('click', doing(() => decide({ decision: 'deny' })));
$('deny-revoke').addEventListener('click', doing(() => decide({ decision: 'deny', revoke: true })));

doing(async () => {
  try {
    if (back && !back.left) throw new Error('This was begun in another window. Open the link of your call again.');
    await load();
    if (back) await returned(back);
  } catch (failure) {
    $('status').textContent = '';
    throw failure;
  }
})();
