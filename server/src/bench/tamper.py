# Does to a journal what somebody would do who can write its folder: tamper.py WHAT JOURNAL. Prints where.
import glob, gzip, hashlib, os, random, re, sys

what, journal = sys.argv[1], sys.argv[2]
random.seed(what)
segments = sorted(name for name in os.listdir(journal) if re.fullmatch(r"0\d{19}\.jsonl(\.gz)?", name))


def read(name):
    path = os.path.join(journal, name)
    with (gzip.open if name.endswith(".gz") else open)(path, "rb") as file:
        return file.read().splitlines(keepends=True)


def write(name, lines):  # as a new file: the old one is shared with the journal itself
    path = os.path.join(journal, name)
    os.remove(path)
    with (gzip.open(path, "wb", 1) if name.endswith(".gz") else open(path, "wb")) as file:
        file.writelines(lines)


def rewrite(name, text):
    os.remove(os.path.join(journal, name))
    with open(os.path.join(journal, name), "w") as file:
        file.write(text)


def signed():
    return int(open(os.path.join(journal, "checkpoint")).read().splitlines()[1])


if what == "an older copy":
    starts = {int(name[:20]) for name in segments[1:]}
    notes = re.findall(r"[^\n]+\n\d+\n[^\n]+\n\n(?:\u2014 [^\n]+\n)+", open(os.path.join(journal, "checkpoints")).read())
    kept = [note for note in notes if int(note.splitlines()[1]) in starts][-2]
    size = int(kept.splitlines()[1])
    for name in segments:
        if int(name[:20]) >= size:
            os.remove(os.path.join(journal, name))
    rewrite("checkpoint", kept)
    rewrite("checkpoints", "\n".join(note for note in notes if int(note.splitlines()[1]) <= size) + "\n")
    for each in glob.glob(os.path.join(journal, "*.index")):
        os.remove(each)
    print(size, "records")
elif what == "the end cut off":
    first = int(segments[-2][:20])
    os.remove(os.path.join(journal, segments[-1]))
    lines = read(segments[-2])
    write(segments[-2], lines[: len(lines) // 2])
    print("record", first + len(lines) // 2)
else:
    name = segments[-2] if what.endswith("anew") else segments[len(segments) // 2]
    first, lines = int(name[:20]), read(name)
    at = random.randrange(10, len(lines) - 10)
    if what == "a bit flipped":
        line = bytearray(lines[at])
        line[random.randrange(60, len(line) - 100)] ^= 1 << random.randrange(7)
        lines[at] = bytes(line)
    elif what == "a record removed":
        del lines[at]
    elif what == "a record inserted":
        lines.insert(at, lines[at - 5])
    elif what == "two records exchanged":
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    elif what == "a record changed and the rest chained anew":
        lines[at] = lines[at].replace(b'"verdict":"', b'"verdict":"un', 1)
        for name_after in segments[segments.index(name) :]:
            if name_after != name:
                write(name, lines)
                prev, name, lines, start = lines[-1], name_after, read(name_after), 0
            else:
                prev, start = lines[at], at + 1
            for i in range(start, len(lines)):
                link = hashlib.sha256(prev.rstrip(b"\n")).hexdigest().encode()
                lines[i] = lines[i][: lines[i].rindex(b'"prev":"') + 8] + link + b'"}\n'
                prev = lines[i]
    else:
        sys.exit("unknown: " + what)
    write(name, lines)
    print("record", first + at)
