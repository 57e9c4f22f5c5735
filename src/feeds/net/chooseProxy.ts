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
