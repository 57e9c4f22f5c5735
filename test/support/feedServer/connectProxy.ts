import http from 'node:http';
import net, { type AddressInfo } from 'node:net';

export interface ConnectProxyOptions {
  /** `user:password` that it demands; absent: none. */
  readonly credentials?: string;
  /** Every request is answered with this status. */
  readonly refuseWith?: number;
}

export interface ConnectProxy {
  /** `http://127.0.0.1:<port>`, without credentials. */
  readonly url: string;
  /** `CONNECT host:port` and `GET http://…`, oldest first. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** A proxy for tests: tunnels by CONNECT, plain requests by their absolute address. Whatever name is asked for, it connects to 127.0.0.1. */
export async function startConnectProxy(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const requests: string[] = [];
  const sockets = new Set<net.Socket>();
  const wanted = options.credentials === undefined ? undefined : `Basic ${Buffer.from(options.credentials).toString('base64')}`;
  const refusal = (request: http.IncomingMessage): number => {
    requests.push(`${request.method} ${request.url}`);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) return 407;
    return options.refuseWith ?? 0;
  };

  const server = http.createServer((request, response) => {
    const status = refusal(request);
    if (status !== 0) return void response.writeHead(status, { 'proxy-authenticate': 'Basic realm="proxy"' }).end();
    const { port, pathname, search } = new URL(request.url ?? '');
    const headers = { ...request.headers };
    delete headers['proxy-authorization'];
    const onward = http.request({ host: '127.0.0.1', port, path: pathname + search, headers, method: request.method }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: http.IncomingMessage, client: net.Socket) => {
    const status = refusal(request);
    if (status !== 0) return void client.end(`HTTP/1.1 ${status} No\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n`);
    const upstream = net.connect(Number((request.url ?? '').split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
