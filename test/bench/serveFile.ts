// A file server in a process of its own: the path of the file. Prints its origin, then serves the file from memory to whoever asks
// with GET, so that it takes little of the time that is measured; a POST makes an export of nothing, as a platform would.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [path = ''] = process.argv.slice(2);
const bytes = readFileSync(path);
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    response.end('{}');
    return;
  }
  response.writeHead(200, {
    'Content-Type': 'application/zip',
    'Content-Length': bytes.length,
    'Accept-Ranges': 'bytes',
    ETag: '"bench"',
  });
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
