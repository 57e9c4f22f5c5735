import { createHash } from 'node:crypto';
import fs from 'node:fs';
import zlib from 'node:zlib';

export interface ZipPart {
  name: string;
  content: Buffer;
  /** Deflate it. */
  packed?: boolean;
}

/** The entries of a zip without data descriptors or zip64, in order; for bundles that a test takes apart. */
export function readZip(file: string): ZipPart[] {
  const bytes = fs.readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const parts: ZipPart[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const [method, size, nameLength, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const raw = bytes.subarray(start, start + size);
    parts.push({ name: bytes.toString('utf8', at + 46, at + 46 + nameLength), content: method === 8 ? zlib.inflateRawSync(raw) : Buffer.from(raw), packed: method === 8 });
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

/** A zip of exactly these parts, whatever their names: zip writers refuse what a hostile one would write. */
export function writeZip(file: string, parts: readonly ZipPart[]): void {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, packed } of parts) {
    const data = packed ? zlib.deflateRawSync(content) : content;
    const nameBytes = Buffer.from(name, 'utf8');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(packed ? 8 : 0, 4);
    fields.writeUInt32LE(zlib.crc32 ? zlib.crc32(content) : 0, 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, nameBytes, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  fs.writeFileSync(file, Buffer.concat([...locals, ...directory, end]));
}

/** A bundle's list made to fit its parts, so that a test reaches what lies behind the checksums. */
export function reseal(parts: ZipPart[]): void {
  const seal = ({ content }: ZipPart): object => ({ size: content.length, sha256: createHash('sha256').update(content).digest('hex') });
  const generation = parts.find(({ name }) => name === 'generation/manifest.json');
  if (generation) {
    const manifest = JSON.parse(generation.content.toString()) as { files: Record<string, object> };
    for (const part of parts) {
      const name = part.name.replace('generation/', '');
      if (name in manifest.files) manifest.files[name] = seal(part);
    }
    generation.content = Buffer.from(JSON.stringify(manifest));
  }
  const list = parts.find(({ name }) => name === 'feeds-bundle.json');
  if (!list) return;
  const bundle = JSON.parse(list.content.toString()) as { files: Record<string, object> };
  bundle.files = Object.fromEntries(parts.filter((part) => part !== list).map((part) => [part.name, seal(part)]));
  list.content = Buffer.from(JSON.stringify(bundle));
}
