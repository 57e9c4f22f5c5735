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
    // The time of the last write can be set back, as copying tools do, and stays when the right to read is given; that of the last change cannot.
    const { size, mtimeMs, ctimeMs } = await stat(file);
    return { stamp: `disk ${size} ${mtimeMs} ${ctimeMs}`, bytes: size };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : { stamp: `unreadable ${path.basename(file)}`, bytes: 0 };
  }
}
