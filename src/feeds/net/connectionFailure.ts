import { AttemptFailure } from './attemptFailure';
import { HttpFailure } from './http';

/** Whom the connection was to reach. */
export interface Peer {
  readonly url: URL;
  readonly proxy: URL | undefined;
  /** The answer's headers had come. */
  readonly inBody: boolean;
}

const NOT_FOUND = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);
const UNREACHABLE = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EPERM']);
const CONNECT_TIMEOUT = new Set(['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);
const TIMEOUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const NETWORK_FIX = 'Check the connection to the network, the proxy and the firewall.';
const PROXY_FIX = 'Check the setting http.proxy, or the environment variable HTTPS_PROXY, and http.noProxy.';
const CERTIFICATE_FIX = 'If a proxy or firewall inspects traffic, have its root certificate trusted by the system, or name its file in NODE_EXTRA_CA_CERTS.';

/** What an error of the connection means: of DNS, TCP, TLS, the proxy, or of the protocol. */
export function connectionFailure(error: unknown, peer: Peer): AttemptFailure {
  const code = codeOf(error);
  const { host } = peer.url;
  // Which of the two it was cannot be told from here.
  const whom = peer.proxy && !peer.inBody ? `${host}, through the proxy ${peer.proxy.host},` : host;
  const fail = (kind: HttpFailure['kind'], message: string, fix: string, rule: AttemptFailure['rule']): AttemptFailure => new AttemptFailure(new HttpFailure(kind, message, fix), rule);

  const refusedByProxy = /Proxy response \((\d{3})\)|Authentication Required \((407)\)/.exec(error instanceof Error ? error.message : '');
  if (refusedByProxy && peer.proxy) return proxyRefusal(peer.proxy, Number(refusedByProxy[1] ?? refusedByProxy[2]), host);
  if (code === 'UND_ERR_PRX_TLS') return fail('proxy', `the certificate of the proxy ${peer.proxy?.host ?? ''} does not verify`, CERTIFICATE_FIX, 'never');
  if (peer.proxy && !peer.inBody && (NOT_FOUND.has(code) || UNREACHABLE.has(code) || CONNECT_TIMEOUT.has(code))) {
    return fail('proxy', `the proxy ${peer.proxy.host} ${NOT_FOUND.has(code) ? 'cannot be found' : 'cannot be reached'} (${code})`, PROXY_FIX, 'few');
  }
  if (NOT_FOUND.has(code)) return fail('dns', `the name ${peer.url.hostname} cannot be resolved (${code})`, 'Check the connection to the network and its DNS, or set a proxy in http.proxy.', 'few');
  if (UNREACHABLE.has(code)) return fail('refused', `${host} ${code === 'ECONNREFUSED' ? 'refuses the connection' : 'cannot be reached'} (${code})`, NETWORK_FIX, 'few');
  // A firewall that drops packets in silence looks like this, and does so for good.
  if (CONNECT_TIMEOUT.has(code)) return fail('timeout', `${host} does not take the connection`, NETWORK_FIX, 'few');
  if (TIMEOUT.has(code)) return fail('timeout', `${whom} ${peer.inBody ? 'stopped sending' : 'does not answer'}`, 'Try again later, or check the proxy and the firewall.', 'many');
  if (isCertificateCode(code)) return fail('certificate', certificateMessage(code, host), certificateFix(code), 'never');
  if (/^(?:EPROTO|ERR_SSL|ERR_TLS)/.test(code)) return fail('certificate', `no encrypted connection to ${host} could be made (${code})`, 'Check that the address is one of https, and the proxy or firewall in between.', 'never');
  // Whether it was closed or reset is often not to be told apart here, and makes no difference.
  if (peer.inBody) return fail('truncated', `the connection to ${host} broke before the answer was whole`, 'Try again later.', 'many');
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || (error instanceof Error && error.name === 'HTTPParserError')) return fail('bad-encoding', `${host} does not answer in HTTP`, 'Check the address in the settings, and the proxy or firewall in between.', 'never');
  return fail('reset', `the connection to ${whom} was reset${code === '' ? '' : ` (${code})`}`, 'Try again later, or check the proxy and the firewall.', 'many');
}

/** @param status of the proxy's answer. */
export function proxyRefusal(proxy: URL, status: number, host: string): AttemptFailure {
  const name = `the proxy ${proxy.host}`;
  if (status === 407) {
    return new AttemptFailure(proxy.username === ''
      ? new HttpFailure('proxy', `${name} asks for a user name and password (407)`, 'Put them into the setting http.proxy, or into HTTPS_PROXY: http://user:password@host:port.', 407)
      : new HttpFailure('proxy', `${name} does not take the user name and password (407)`, 'Correct the proxy credentials in the setting http.proxy, or in HTTPS_PROXY.', 407));
  }
  const isPassing = status >= 500;
  return new AttemptFailure(new HttpFailure('proxy', `${name} does not connect to ${host} (${status})`, `Have ${host} allowed by the proxy, or check http.proxy and http.noProxy.`, status), isPassing ? 'few' : 'never');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** OpenSSL's verification errors, as Node names them. */
function isCertificateCode(code: string): boolean {
  return /CERT|CRL|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY|DECRYPT|DECODE)|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED/.test(code);
}

function certificateMessage(code: string, host: string): string {
  const why = code === 'CERT_HAS_EXPIRED' ? 'it has expired' : code === 'CERT_NOT_YET_VALID' ? 'it is not valid yet' : code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? 'it is of another host' : code;
  return `the certificate of ${host} does not verify (${why})`;
}

function certificateFix(code: string): string {
  return code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID' ? `Check the clock of this machine. ${CERTIFICATE_FIX}` : CERTIFICATE_FIX;
}
