import fs from 'node:fs/promises';
import path from 'node:path';
import { DECISIONS_FOLDER } from '../workspace/folder';
import { UsageError } from './usage';

/** Inventories and decisions are never rewritten: a result that would take the place of one of its own inputs, by whatever name, or stand among decisions is wrong usage. */
export async function refuseInput(out: string | undefined, inputs: readonly { readonly file: string }[]): Promise<void> {
  if (out === undefined) return;
  const real = (file: string): Promise<string> => fs.realpath(file).catch(() => '');
  const target = await real(out);
  const folder = target === '' ? await real(path.dirname(out)) : path.dirname(target);
  if (folder.split(path.sep).some((segment) => segment.toLowerCase() === DECISIONS_FOLDER)) throw new UsageError(`--out ${out} cannot be written: ${DECISIONS_FOLDER} is no place for results. Choose another folder.`);
  if (target === '') return;
  for (const { file } of inputs) {
    if ((await real(file)) === target) throw new UsageError(`--out ${out} is one of the inventories, which are never rewritten. Choose another name.`);
  }
}
