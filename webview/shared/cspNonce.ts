/**
 * Hands the page's nonce to the libraries that make style elements: lit where a browser has no constructable style
 * sheets, and the UI toolkit, which probes `:focus-visible` with one. Must be imported before either is evaluated.
 */
const script = document.currentScript ?? document.querySelector<HTMLScriptElement>('script[nonce]');
const nonce = script?.nonce ?? '';

if (nonce !== '') {
  (window as { litNonce?: string }).litNonce = nonce;
  const meta = document.createElement('meta');
  meta.setAttribute('property', 'csp-nonce');
  meta.content = nonce;
  document.head.append(meta);
}

export const pageNonce = nonce;
