import { BlockList, isIP } from 'node:net';
import { isLoopback } from './allowList';
import { HttpFailure } from './http';

/** Where the proxy's address comes from: VS Code's settings first, then the environment. */
export interface ProxyOptions {
  /** `http://user:password@proxy:3128`; '' asks the environment. */
  readonly url: string;
  /** Hosts that are reached directly: `host` (its subdomains too), `.domain`, `host:port`, `*`, IPv6 in brackets or bare, `10.0.0.0/8`. Empty: the environment's NO_PROXY. */
  readonly noProxy: readonly string[];
  /** Loopback addresses go through the proxy too. */
  readonly loopback?: boolean;
  /** Variables to look into; absent: the process's own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const NO_OPTIONS: ProxyOptions = { url: '', noProxy: [] };

/**
 * The proxy for an address; undefined for a direct connection. As other programs read the environment (curl, VS Code):
 * HTTPS_PROXY for https, else HTTP_PROXY, in either case of letters. Throws HttpFailure for a proxy address that cannot be used.
 */
export function chooseProxy(url: URL, options: ProxyOptions = NO_OPTIONS): URL | undefined {
  if (!options.loopback && isLoopback(url.hostname)) return undefined;
  const environment = options.environment ?? process.env;
  const read = (...names: readonly string[]): string => names.map((name) => environment[name]?.trim()).find((value) => value) ?? '';
  const names = url.protocol === 'https:' ? ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] : ['HTTP_PROXY', 'http_proxy'];
  const address = options.url.trim() || read(...names);
  if (address === '') return undefined;
  const direct = options.noProxy.length > 0 ? options.noProxy : read('NO_PROXY', 'no_proxy').split(/[\s,]+/);
  return direct.some((entry) => isMeant(entry.trim(), url)) ? undefined : parseProxy(address);
}

function parseProxy(address: string): URL {
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  const fix = 'Correct the setting http.proxy, or the environment variable HTTPS_PROXY: http://host:port.';
  // The address itself is not shown: it may hold a password.
  if (!URL.canParse(full)) throw new HttpFailure('proxy', 'the address of the proxy cannot be read', fix);
  const url = new URL(full);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new HttpFailure('proxy', `a proxy of the kind ${url.protocol.slice(0, -1)} cannot be used`, fix);
  return url;
}

/** Whether an entry of NO_PROXY means the host. */
function isMeant(entry: string, url: URL): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  const host = bare(url.hostname);
  const subnet = /^(.+)\/(\d{1,3})$/.exec(entry);
  if (subnet) return isInSubnet(host, bare(subnet[1]), Number(subnet[2]));
  const { name, port } = splitPort(entry.toLowerCase());
  if (port !== '' && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  const domain = name.replace(/^\*?\./, '');
  if (isIP(domain) !== 0) return sameAddress(domain, host);
  return host === domain || host.endsWith(`.${domain}`);
}

/** A bare IPv6 address has colons but no port. */
function splitPort(entry: string): { readonly name: string; readonly port: string } {
  const match = /^(\[.+\]|[^:]+):(\d{1,5})$/.exec(entry);
  return { name: bare(match?.[1] ?? entry), port: match?.[2] ?? '' };
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** `::1` and `0:0:0:0:0:0:0:1` are one. */
function sameAddress(a: string, b: string): boolean {
  return isIP(b) === isIP(a) && isInSubnet(b, a, isIP(a) === 4 ? 32 : 128);
}

function isInSubnet(host: string, network: string, bits: number): boolean {
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || bits > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
