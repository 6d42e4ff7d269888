# Takes batches of records by POST and notes the number of each: receiver.py PORT FILE.
import http.server, re, sys


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        for line in body.splitlines():
            noted.write(re.search(rb'"sequence":(\d+)', line).group(1) + b"\n")
        noted.flush()
        self.send_response(204)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


noted = open(sys.argv[2], "ab")
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
