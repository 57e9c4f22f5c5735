import type { Dispatcher } from 'undici';
import { caCertificates } from './caCertificates';
import type { HttpLimits } from './httpLimits';

/** A host with an unreachable IPv6 address: how long until its next address is tried, ms. Node's 250 are too few for slow lines. */
const NEXT_ADDRESS_MS = 2_500;

/** Connections, direct or through proxies. Certificates are always verified, whatever NODE_TLS_REJECT_UNAUTHORIZED says. */
export class Dispatchers {
  private readonly made = new Map<string, Promise<Dispatcher>>();

  constructor(
    private readonly limits: HttpLimits,
    private readonly ca: readonly string[],
  ) {}

  /** @param proxy undefined for a direct connection. */
  for(proxy: URL | undefined): Promise<Dispatcher> {
    const key = proxy?.href ?? '';
    let found = this.made.get(key);
    if (!found) this.made.set(key, (found = this.make(proxy)));
    return found;
  }

  /** Ends every connection at once. */
  async destroy(): Promise<void> {
    const all = [...this.made.values()];
    this.made.clear();
    await Promise.allSettled(all.map(async (one) => (await one).destroy()));
  }

  private async make(proxy: URL | undefined): Promise<Dispatcher> {
    // Loaded when first needed: most runs of the worker and the CLI never touch the network.
    const { Agent, Pool, ProxyAgent } = await import('undici');
    const { connectMs, headersMs, idleMs, connectionsPerHost } = this.limits;
    const tlsOptions = { timeout: connectMs, rejectUnauthorized: true, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS, ca: caCertificates(this.ca) };
    const common = { headersTimeout: headersMs, bodyTimeout: idleMs, connections: connectionsPerHost, pipelining: 1, allowH2: false };
    if (!proxy) return new Agent({ ...common, connect: tlsOptions });
    return new ProxyAgent({
      ...common,
      uri: `${proxy.protocol}//${proxy.host}`,
      ...(proxy.username === '' ? {} : { token: basicCredentials(proxy) }),
      // Plain http goes to the proxy by its absolute address: many proxies tunnel to port 443 only.
      proxyTunnel: false,
      requestTls: tlsOptions,
      proxyTls: tlsOptions,
      // Without this a proxy that takes the connection and then keeps silent is waited for 5 minutes.
      clientFactory: (origin, options) => new Pool(origin, { ...options, headersTimeout: headersMs }),
    });
  }
}

function basicCredentials({ username, password }: URL): string {
  return `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}`;
}

/** A password with a bare "%" is taken as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
