import fs from 'node:fs/promises';
import { UsageError } from './usage';

/** An inventory is never rewritten: a result that would take the place of one of its own inputs, by whatever name, is wrong usage. */
export async function refuseInput(out: string | undefined, inputs: readonly { readonly file: string }[]): Promise<void> {
  if (out === undefined) return;
  const real = (file: string): Promise<string> => fs.realpath(file).catch(() => '');
  const target = await real(out);
  if (target === '') return;
  for (const { file } of inputs) {
    if ((await real(file)) === target) throw new UsageError(`--out ${out} is one of the inventories, which are never rewritten. Choose another name.`);
  }
}
