import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';

export interface IndexServer {
  readonly url: string;
  /** The Range headers of the requests for the wheel, in order. */
  readonly ranges: string[];
  /** What happens to the next answer with the wheel after so many bytes. */
  fault: { after: number; how: 'stall' | 'close' } | undefined;
  readonly close: () => void;
}

/** A package index with one wheel, served in ranges, that can fail in the middle. */
export async function serveIndex(file: string): Promise<IndexServer> {
  const name = basename(file);
  const bytes = readFileSync(file);
  const ranges: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/simple/')) {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<a href="/files/${name}">${name}</a>`);
    } else {
      const range = request.headers.range ?? '';
      ranges.push(range);
      const start = Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0);
      response.writeHead(range === '' ? 200 : 206, { 'Content-Length': bytes.length - start });
      const { fault } = self;
      self.fault = undefined;
      if (fault === undefined) response.end(bytes.subarray(start));
      else response.write(bytes.subarray(start, fault.after), () => fault.how === 'close' && response.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  const self: IndexServer = { url: `http://127.0.0.1:${port}/simple`, ranges, fault: undefined, close };
  return self;
}
