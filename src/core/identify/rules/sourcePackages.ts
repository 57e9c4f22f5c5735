/**
 * Source packages of Debian, Ubuntu and Alpine and the binary packages that servers have of them: their advisories name the source,
 * inventories the binary. Left out are packages whose source has the same name, and those whose source the patterns below find.
 */
const SOURCES: Readonly<Record<string, string>> = {
  'acl': 'libacl1',
  'apache2': 'apache2-bin apache2-data apache2-utils apache2-suexec-custom apache2-suexec-pristine libapache2-mod-md libapache2-mod-proxy-uwsgi',
  'apr': 'libapr1 libapr1t64',
  'apr-util': 'libaprutil1 libaprutil1t64 libaprutil1-dbd-sqlite3 libaprutil1-ldap',
  'apt': 'apt-utils libapt-pkg5.0 libapt-pkg6.0 libapt-pkg6.0t64 libapt-inst2.0',
  'attr': 'libattr1',
  'audit': 'auditd libaudit1 libaudit-common libauparse0',
  'avahi': 'avahi-daemon libavahi-client3 libavahi-common3 libavahi-common-data libavahi-core7',
  'bind9': 'bind9-host bind9-libs bind9-utils bind9-dnsutils bind9utils dnsutils libbind9-90 libbind9-140 libbind9-160 libbind9-161 libdns-export1104 libdns-export1110',
  'binutils': 'binutils-common binutils-x86-64-linux-gnu libbinutils libctf0 libctf-nobfd0 libgprofng0',
  'busybox': 'busybox-static busybox-initramfs ssl_client busybox-binsh',
  'bzip2': 'libbz2-1.0',
  'chromium': 'chromium-common chromium-driver chromium-sandbox',
  'clamav': 'clamav-base clamav-daemon clamav-freshclam clamdscan libclamav9 libclamav11 libclamav11t64 libclamav12',
  'cryptsetup': 'cryptsetup-bin libcryptsetup12 cryptsetup-initramfs',
  'cups': 'cups-daemon cups-common cups-core-drivers cups-client libcups2 libcups2t64 cups-bsd cups-ipp-utils cups-server-common',
  'curl': 'libcurl3 libcurl3-gnutls libcurl3t64-gnutls libcurl3-nss libcurl4 libcurl4t64 libcurl',
  'cyrus-sasl2': 'libsasl2-2 libsasl2-modules libsasl2-modules-db sasl2-bin',
  'db5.3': 'libdb5.3 libdb5.3t64',
  'dbus': 'dbus-bin dbus-daemon dbus-user-session dbus-system-bus-common dbus-session-bus-common libdbus-1-3 dbus-libs',
  'dnsmasq': 'dnsmasq-base dnsmasq-utils',
  'dovecot': 'dovecot-core dovecot-imapd dovecot-pop3d dovecot-lmtpd dovecot-sieve dovecot-managesieved',
  'dpkg': 'dselect libdpkg-perl',
  'e2fsprogs': 'libcom-err2 libext2fs2 libext2fs2t64 libss2 logsave',
  'elfutils': 'libelf1 libelf1t64 libdw1 libdw1t64 libasm1',
  'exim4': 'exim4-base exim4-config exim4-daemon-light exim4-daemon-heavy',
  'expat': 'libexpat1 libexpat',
  'file': 'libmagic1 libmagic1t64 libmagic-mgc',
  'freetype': 'libfreetype6',
  'freetds': 'tdsodbc freetds-bin freetds-common libct4 libsybdb5',
  'fuse': 'libfuse2 libfuse2t64',
  'ghostscript': 'libgs9 libgs9-common libgs10 libgs10-common libgs-common',
  'git': 'git-man git-core',
  'glib2.0': 'libglib2.0-0 libglib2.0-0t64 libglib2.0-bin libglib2.0-data',
  'glibc': 'libc6 libc-bin libc6-i386 libc-l10n locales locales-all nscd multiarch-support',
  'gmp': 'libgmp10',
  'gnupg2': 'gnupg gpg gpgv gpgconf gpgsm gpg-agent gpg-wks-client gpg-wks-server dirmngr gnupg-agent gnupg-l10n gnupg-utils',
  'gnutls28': 'libgnutls30 libgnutls30t64 libgnutls-dane0 libgnutlsxx28 gnutls-bin',
  'grub2': 'grub-common grub2-common grub-pc grub-pc-bin grub-efi-amd64 grub-efi-amd64-bin grub-efi-amd64-signed',
  'isc-dhcp': 'isc-dhcp-client isc-dhcp-common isc-dhcp-server',
  'jbigkit': 'libjbig0',
  'keyutils': 'libkeyutils1',
  'krb5': 'libkrb5-3 libkrb5support0 libk5crypto3 libgssapi-krb5-2 libgssrpc4 libgssrpc4t64 libkadm5clnt-mit12 libkadm5srv-mit12 krb5-user krb5-kdc krb5-admin-server krb5-libs',
  'lcms2': 'liblcms2-2',
  'less': '',
  'libarchive': 'libarchive13 libarchive13t64 libarchive-tools',
  'libbpf': 'libbpf0 libbpf1',
  'libcap2': 'libcap2-bin libpam-cap',
  'libevent': 'libevent-2.1-6 libevent-2.1-7 libevent-2.1-7t64 libevent-core-2.1-7',
  'libgcrypt20': '',
  'libidn2': 'libidn2-0 libidn2-0t64',
  'libjpeg-turbo': 'libjpeg62-turbo libjpeg-turbo8 libjpeg-turbo-progs libturbojpeg0',
  'libksba': 'libksba8',
  'libpng1.6': 'libpng16-16 libpng16-16t64',
  'libseccomp': 'libseccomp2',
  'libsepol': 'libsepol1 libsepol2',
  'libssh': 'libssh-4 libssh-gcrypt-4',
  'libssh2': 'libssh2-1 libssh2-1t64',
  'libtasn1-6': '',
  'libtirpc': 'libtirpc3 libtirpc3t64 libtirpc-common',
  'libunistring': 'libunistring2 libunistring5',
  'libvirt': 'libvirt0 libvirt-clients libvirt-daemon libvirt-daemon-system libvirt-daemon-driver-qemu',
  'libwebp': 'libwebp6 libwebp7 libwebpmux3 libwebpdemux2',
  'libx11': 'libx11-6 libx11-data libx11-xcb1',
  'libxml2': 'libxml2-utils libxml2-16',
  'libxpm': 'libxpm4',
  'libxslt': 'libxslt1.1 xsltproc',
  'libyaml': 'libyaml-0-2',
  'lua5.3': 'liblua5.3-0',
  'lz4': 'liblz4-1 liblz4-tool lz4-libs',
  'musl': 'musl-utils',
  'ncurses': 'libncurses5 libncurses6 libncursesw5 libncursesw6 libtinfo5 libtinfo6 ncurses-base ncurses-bin ncurses-term ncurses-libs ncurses-terminfo-base',
  'nettle': 'libnettle6 libnettle7 libnettle8 libnettle8t64 libhogweed4 libhogweed5 libhogweed6 libhogweed6t64',
  'net-snmp': 'snmp snmpd libsnmp-base libsnmp30 libsnmp35 libsnmp40 libsnmp40t64',
  'nghttp2': 'libnghttp2-14 nghttp2-libs',
  'nginx': 'nginx-core nginx-common nginx-light nginx-full nginx-extras',
  'nodejs': 'libnode64 libnode72 libnode93 libnode108 libnode109 libnode115',
  'ntp': 'ntpdate sntp',
  'open-vm-tools': 'open-vm-tools-desktop libvmtools0',
  'openldap': 'slapd ldap-utils libldap-2.4-2 libldap-2.5-0 libldap2 libldap-common libldap',
  'openssh': 'openssh-client openssh-server openssh-sftp-server ssh openssh-client-default openssh-keygen openssh-client-common openssh-server-common',
  'openssl': 'libssl1.1 libssl3 libssl3t64 libcrypto1.1 libcrypto3 openssl-provider-legacy',
  'openssl1.0': 'libssl1.0.0 libssl1.0.2',
  'p11-kit': 'libp11-kit0 p11-kit-modules',
  'pam': 'libpam0g libpam-modules libpam-modules-bin libpam-runtime',
  'pcre2': 'libpcre2-8-0 libpcre2-16-0 libpcre2-32-0 libpcre2-posix2 libpcre2-posix3',
  'pcre3': 'libpcre3 libpcrecpp0v5 libpcre16-3 libpcre32-3',
  'policykit-1': 'polkitd pkexec libpolkit-agent-1-0 libpolkit-gobject-1-0',
  'poppler': 'poppler-utils libpoppler82 libpoppler102 libpoppler118 libpoppler126 libpoppler134',
  'postfix': 'postfix-sqlite postfix-ldap postfix-mysql postfix-pcre',
  'procps': 'libprocps7 libprocps8 libproc2-0',
  'qemu': 'qemu-utils qemu-kvm qemu-system-x86 qemu-system-common qemu-system-data qemu-guest-agent qemu-block-extra',
  'redis': 'redis-server redis-tools redis-sentinel',
  'openvswitch': 'openvswitch-switch openvswitch-common',
  'rpcbind': '',
  'samba': 'samba-common samba-common-bin samba-libs samba-dsdb-modules samba-vfs-modules smbclient winbind libsmbclient libsmbclient0 libwbclient0 libnss-winbind libpam-winbind python3-samba',
  'shadow': 'passwd login uidmap libsubid4 login.defs',
  'snapd': 'ubuntu-core-launcher',
  'sqlite3': 'libsqlite3-0 sqlite-libs',
  'squid': 'squid-common squid-openssl squidclient',
  'strongswan': 'libstrongswan libstrongswan-standard-plugins strongswan-charon strongswan-starter libcharon-extauth-plugins',
  'sudo': 'sudo-ldap',
  'systemd': 'libsystemd0 libsystemd-shared libudev1 udev systemd-sysv systemd-timesyncd systemd-resolved systemd-container libnss-systemd libnss-resolve libpam-systemd',
  'taglib': 'libtag1v5 libtag1v5-vanilla libtag2 libtagc0',
  'tiff': 'libtiff5 libtiff6 libtiffxx5 libtiffxx6 libtiff-tools',
  'unbound': 'libunbound8 unbound-anchor',
  'util-linux': 'bsdutils bsdextrautils eject fdisk libblkid1 libfdisk1 libmount1 libsmartcols1 libuuid1 mount rfkill util-linux-extra uuid-runtime',
  'vim': 'vim-common vim-runtime vim-tiny vim-nox xxd',
  'xz-utils': 'liblzma5',
  'xz': 'xz-libs',
  'zlib': 'zlib1g',
  'libzstd': 'libzstd1 zstd',
};

const SOURCE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(SOURCES).flatMap(([source, binaries]) => [source, ...binaries.split(' ').filter(Boolean)].map((binary): [string, string] => [binary, source])),
);

/**
 * Carry no code that runs: headers, documentation, symbols for debuggers, translations, and what only depends on the kernel in use
 * (`linux-image-generic`, whose version is its own). Their advisory concerns the packages beside them.
 */
const NO_CODE = /^linux-(?:image|modules)-(?!(?:unsigned-|extra-|uc-)?\d)|^linux-(?:headers|doc|source|tools|libc-dev|base|firmware)\b|-(?:dev|doc|docs|dbg|dbgsym|headers|manpages|l10n|examples)$/;

/** Kernels of Ubuntu for a platform have a source of their own. */
const KERNEL = /^linux-(?:image|modules)-(?:unsigned-|extra-|uc-)?(\d+\.\d+)\.\d+-\d+(?:-([a-z]+))?/;
const KERNEL_PLATFORMS: ReadonlySet<string> = new Set(['aws', 'azure', 'gcp', 'gke', 'ibm', 'kvm', 'lowlatency', 'nvidia', 'oracle', 'raspi']);

interface Pattern {
  readonly pattern: RegExp;
  source(match: RegExpExecArray, version: string): readonly string[];
}

/** Names with a version inside; anchored and linear. */
const PATTERNS: readonly Pattern[] = [
  {
    pattern: KERNEL,
    source([, release = '', flavour = ''], version) {
      const family = KERNEL_PLATFORMS.has(flavour) ? `linux-${flavour}` : 'linux';
      // A newer release's kernel for an older one: `5.15.0-91.101~20.04.1`.
      if (!/~\d{2}\.\d{2}/.test(version)) return [family];
      return family === 'linux' ? [`linux-hwe-${release}`, 'linux'] : [`${family}-${release}`, family];
    },
  },
  { pattern: /^linux-(?:image|modules)-/, source: () => ['linux'] },
  { pattern: /^(?:lib)?python(\d\.\d{1,2})(?:-minimal|-stdlib|-venv|-distutils)?$/, source: ([, release = '']) => [`python${release}`] },
  { pattern: /^(?:lib)?perl(?:-base|-modules-5\.\d{2}|5\.\d{2}(?:t64)?)?$/, source: () => ['perl'] },
  { pattern: /^(?:lib)?ruby(\d\.\d)(?:-\w+)?$/, source: ([, release = '']) => [`ruby${release}`] },
  { pattern: /^(?:libapache2-mod-)?php(\d\.\d)(?:-[a-z0-9]+)?$/, source: ([, release = '']) => [`php${release}`] },
  { pattern: /^openjdk-(\d{1,2})-j(?:re|dk)(?:-headless|-zero)?$/, source: ([, release = '']) => [`openjdk-${release}`] },
  { pattern: /^postgresql(?:-client|-plperl|-plpython3)?-(\d{1,2}(?:\.\d)?)$/, source: ([, release = '']) => [`postgresql-${release}`] },
  { pattern: /^libpq5$|^libecpg6$|^libpgtypes3$/, source: (_, version) => [`postgresql-${/^\d+/.exec(version)?.[0] ?? ''}`] },
  { pattern: /^mysql-(?:server|client)(?:-core)?-(\d\.\d)$/, source: ([, release = '']) => [`mysql-${release}`] },
  { pattern: /^libmysqlclient2\d(?:t64)?$/, source: (_, version) => [`mysql-${/^\d+\.\d+/.exec(version)?.[0] ?? ''}`] },
  { pattern: /^mariadb-(?:server|client|common|plugin-[a-z-]+)(?:-core)?(?:-\d+\.\d+)?$|^libmariadb3$/, source: (_, version) => ['mariadb', `mariadb-${/^(?:\d+:)?(\d+\.\d+)/.exec(version)?.[1] ?? ''}`] },
  { pattern: /^(?:lib)?(tomcat\d{1,2})(?:-\w+)*$/, source: ([, name = '']) => [name] },
  { pattern: /^libnginx-mod-/, source: () => ['nginx'] },
  { pattern: /^qemu-system-/, source: () => ['qemu'] },
];

/**
 * The sources that a binary package of dpkg or apk may be built from, likelier first; the binary's own name where nothing is known.
 * Empty for a package that carries no code. `isKnown` is false when its own name was all there was.
 */
export function sourcesOf(name: string, version: string): { readonly names: readonly string[]; readonly isKnown: boolean } {
  if (NO_CODE.test(name)) return { names: [], isKnown: true };
  const listed = SOURCE_OF.get(name);
  if (listed !== undefined) return { names: [listed], isKnown: true };
  for (const { pattern, source } of PATTERNS) {
    const match = pattern.exec(name);
    if (match) return { names: source(match, version), isKnown: true };
  }
  return { names: [name], isKnown: false };
}
