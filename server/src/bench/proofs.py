# Checks inclusion and consistency proofs of a running service, from RFC 6962 section 2.1 alone:
#   proofs.py URL TOKEN PUBLIC_KEY_FILE COUNT
# Nothing of Warder's is used but what it answers. Needs Python 3 with the package "cryptography" for Ed25519.
# Of records that retention removed the hash is kept for a while; where it is gone too, nothing can be proven
# of that record, and the answer must be 404.
import base64, hashlib, json, random, sys, urllib.error, urllib.request

url, token, key_file, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
b64 = base64.b64decode

def get(path):
    request = urllib.request.Request(url + path, headers={"Authorization": "Bearer " + token})
    return urllib.request.urlopen(request).read()

def leaf(data):
    return hashlib.sha256(b"\0" + data).digest()

def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()

def split(n):  # the largest power of two smaller than n
    return 1 << (n - 1).bit_length() - 1

def root_from_path(m, n, hash, path):  # MTH(D[n]) from PATH(m, D[n]), as 2.1.1 defines it
    if n == 1:
        assert not path
        return hash
    k = split(n)
    if m < k:
        return node(root_from_path(m, k, hash, path[:-1]), path[-1])
    return node(path[-1], root_from_path(m - k, n - k, hash, path[:-1]))

def roots_from_proof(m, n, old, proof, whole):  # the two roots that SUBPROOF(m, D[n], whole) of 2.1.2 gives
    if m == n:
        return (old, old) if whole else (proof[0], proof[0])
    k = split(n)
    if m <= k:
        first, second = roots_from_proof(m, k, old, proof[:-1], whole)
        return first, node(second, proof[-1])
    first, second = roots_from_proof(m - k, n - k, old, proof[:-1], False)
    return node(proof[-1], first), node(proof[-1], second)

def opened(note):  # C2SP signed note: origin, size, root, a blank line, signatures
    text, signatures = note.split("\n\n", 1)
    text += "\n"
    name, hash, public = open(key_file).readline().strip().split("+", 2)
    public = b64(public)
    assert public[0] == 1, "not an Ed25519 key"
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    for line in signatures.splitlines():
        _, signer, signature = line.split(" ")
        signature = b64(signature)
        if signer == name and signature[:4].hex() == hash:
            Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], text.encode())
            origin, size, root = text.splitlines()[:3]
            return int(size), b64(root)
    raise SystemExit("not signed by " + name)

size, root = opened(get("/v1/audit/checkpoint").decode())
random.seed(1)
earlier, kept, gone = set(), 0, 0
for index in [0, 1, size - 1] + [random.randrange(size) for _ in range(count - 3)]:
    try:
        proof = json.loads(get(f"/v1/audit/proof?index={index}&size={size}"))
    except urllib.error.HTTPError as e:
        assert e.code == 404 and b"was removed by retention" in e.read(), index
        gone += 1
        continue
    hashes = [b64(each) for each in proof["hashes"]]
    own = b64(proof["leafHash"])
    if "line" in proof:  # retention may have removed it
        line = proof["line"].encode()
        assert json.loads(line)["seq"] == index and leaf(line) == own
        kept += 1
    assert root_from_path(index, size, own, hashes) == root, index
    assert root_from_path(index, size, leaf(own), hashes) != root
    earlier.add(index + 1)
print(f"{count - gone} records are in the tree of {size}, {kept} with their lines; {gone} are gone with their hashes")

def head(m):  # an older tree's root, from the proof that its last record was in it
    proof = json.loads(get(f"/v1/audit/proof?index={m - 1}&size={m}"))
    return root_from_path(m - 1, m, b64(proof["leafHash"]), [b64(each) for each in proof["hashes"]])

for m in sorted(earlier):
    hashes = [b64(each) for each in json.loads(get(f"/v1/audit/consistency?first={m}&second={size}"))["hashes"]]
    old = head(m)
    assert roots_from_proof(m, size, old, hashes, True) == (old, root), m
    if m < size:
        bad = bytes(32)
        assert roots_from_proof(m, size, bad, hashes, True) != (bad, root), m
print(f"{len(earlier)} older trees are the beginning of it")
