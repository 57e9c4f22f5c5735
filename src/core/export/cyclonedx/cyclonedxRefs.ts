/** References inside one document; a server's key is unique in its estate. */
export function refOfServer(key: string): string {
  return `server:${key}`;
}

export function refOfOs(position: number): string {
  return `os:${position}`;
}

export function refOfSoftware(row: number): string {
  return `software:${row}`;
}
