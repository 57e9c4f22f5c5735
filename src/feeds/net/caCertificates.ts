import fs from 'node:fs';
import tls from 'node:tls';

/**
 * The authorities to trust: Node's own, those of NODE_EXTRA_CA_CERTS, and `extra`; undefined for Node's default, which is the first two.
 * A list given to TLS replaces the default, so that the default has to be said again. @param extra PEM
 */
export function caCertificates(extra: readonly string[]): string[] | undefined {
  if (extra.length === 0) return undefined;
  return [...tls.rootCertificates, ...extraOfEnvironment(), ...extra];
}

function extraOfEnvironment(): string[] {
  const file = process.env.NODE_EXTRA_CA_CERTS;
  try {
    return file ? [fs.readFileSync(file, 'utf8')] : [];
  } catch {
    // Node itself passes over a file that it cannot read.
    return [];
  }
}
