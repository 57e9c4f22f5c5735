import { stat } from 'node:fs/promises';
import path from 'node:path';

/** A file as the disk has it. */
export interface DiskState {
  /** Another one means that the content may have changed. */
  readonly stamp: string;
  readonly bytes: number;
}

/** undefined when the file is gone; one that is there but may not be looked at keeps a stamp of its own. */
export async function diskState(file: string): Promise<DiskState | undefined> {
  try {
    const { size, mtimeMs } = await stat(file);
    return { stamp: `disk ${size} ${mtimeMs}`, bytes: size };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : { stamp: `unreadable ${path.basename(file)}`, bytes: 0 };
  }
}
